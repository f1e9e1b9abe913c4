package researchpaas.operate.scheduler;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param leastOverlap see [researchpaas.operate.SwitchRules] (INDEX_SWITCH_OVERLAP)
@Validated
@ConfigurationProperties("research-paas.index-switch")
record SwitchSettings(@DecimalMin("0") @DecimalMax("1") @DefaultValue("0.8") double leastOverlap) {}
