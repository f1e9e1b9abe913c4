package researchpaas;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ResearchPaas {
    public static void main(String[] arguments) {
        SpringApplication.run(ResearchPaas.class, arguments);
    }
}
