package researchpaas.ingest.googledrive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/// What Google answers when it does not do what was asked: status, reason and sentence as its
/// description of errors lists them.
final class DriveRefusal extends RuntimeException {
    private final int status;
    private final String reason;

    DriveRefusal(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    static DriveRefusal notFound(String id) {
        return new DriveRefusal(404, "notFound", "File not found: " + id + ".");
    }

    static DriveRefusal invalid(String parameter, String message) {
        return new DriveRefusal(400, "invalidParameter", message + " (" + parameter + ")");
    }

    int status() {
        return status;
    }

    JsonObject json() {
        JsonObject one = new JsonObject();
        one.addProperty("domain", reason.contains("imit") ? "usageLimits" : "global");
        one.addProperty("reason", reason);
        one.addProperty("message", getMessage());
        JsonArray errors = new JsonArray();
        errors.add(one);
        JsonObject error = new JsonObject();
        error.addProperty("code", status);
        error.addProperty("message", getMessage());
        error.add("errors", errors);
        if (reason.equals("accessNotConfigured")) {
            error.addProperty("status", "PERMISSION_DENIED");
        }
        JsonObject body = new JsonObject();
        body.add("error", error);
        return body;
    }
}
