package researchpaas.api;

/// A caller's mistake. Carries the key and the arguments of a sentence that names the parameter and
/// what it allows.
final class BadParameter extends RuntimeException {
    private final String key;
    private final transient Object[] arguments;

    BadParameter(String key, Object... arguments) {
        super(key, null, false, false);
        this.key = key;
        this.arguments = arguments.clone();
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments.clone();
    }
}
