package researchpaas.ingest.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A reason in the columns `reason` and `reason_details` (a JSON array).
final class Details {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private Details() {}

    static String write(Reason reason) {
        return JSON.writeValueAsString(reason.details());
    }

    static @Nullable Reason reason(ResultSet row) throws SQLException {
        String code = row.getString("reason");
        return code == null
                ? null
                : new Reason(
                        Reason.Code.valueOf(code),
                        JSON.readValue(row.getString("reason_details"), LIST));
    }
}
