package researchpaas.ingest.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import researchpaas.document.Page;

/// A child that a hostile file has taken over. Each nested class is a main class for
/// [ChildCommand].
final class MisbehavingChild {
    private MisbehavingChild() {}

    /// What the child does once it has taken a file.
    private static void afterRequest(Act act) throws Exception {
        var out = new DataOutputStream(System.out);
        Wire.write(out, new Wire.Message.Hello(true));
        Wire.readRequest(new DataInputStream(System.in));
        act.act(out);
    }

    private interface Act {
        void act(DataOutputStream out) throws Exception;
    }

    static final class Hanging {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> Thread.sleep(600_000));
        }
    }

    static final class Flooding {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> {
                for (int number = 1; ; number++) {
                    Wire.write(
                            out,
                            new Wire.Message.PageRead(
                                    new Page(number, "x".repeat(10_000), 1, 1, List.of())));
                }
            });
        }
    }

    static final class Dripping {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> {
                out.writeInt(100_000);
                while (true) {
                    out.writeByte(0);
                    out.flush();
                    Thread.sleep(50);
                }
            });
        }
    }

    static final class Printing {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> System.out.println("WARNING: this is not a message at all"));
        }
    }

    static final class Exiting {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> Runtime.getRuntime().halt(1));
        }
    }

    static final class Greedy {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> {
                List<byte[]> hoard = new ArrayList<>();
                while (true) {
                    hoard.add(new byte[1 << 20]);
                }
            });
        }
    }

    /// Never says a word.
    static final class Mute {
        public static void main(String[] arguments) {
            Runtime.getRuntime().halt(0);
        }
    }

    /// Fills standard error, which nobody may have to read for the rest to go on.
    static final class Shouting {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> {
                for (int i = 0; i < 100_000; i++) {
                    System.err.println("a line of standard error, to be read by nobody");
                }
                Wire.write(out, new Wire.Message.PageRead(new Page(1, "text", 1, 1, List.of())));
                Wire.write(out, new Wire.Message.Done());
            });
        }
    }

    /// Says what its environment holds.
    static final class Telling {
        public static void main(String[] arguments) throws Exception {
            afterRequest(out -> {
                String names = String.join(" ", System.getenv().keySet());
                Wire.write(out, new Wire.Message.PageRead(new Page(1, names, 1, 1, List.of())));
                Wire.write(out, new Wire.Message.Done());
            });
        }
    }
}
