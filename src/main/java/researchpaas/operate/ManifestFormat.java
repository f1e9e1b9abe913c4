package researchpaas.operate;

/// How a manifest is written down.
public interface ManifestFormat {
    byte[] write(Manifest manifest);

    /// @throws UnreadableManifest when that is none; one of a later format may lack what is needed
    Manifest read(byte[] bytes);

    final class UnreadableManifest extends RuntimeException {
        private final boolean newer;

        /// @param newer whether it is of a later format
        public UnreadableManifest(boolean newer, Throwable cause) {
            super("No manifest of an archive", cause);
            this.newer = newer;
        }

        public boolean isNewer() {
            return newer;
        }
    }
}
