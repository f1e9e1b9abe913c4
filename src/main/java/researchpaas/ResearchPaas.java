package researchpaas;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import researchpaas.cli.CommandLineDoor;

/// Starts the program; which part of it, the command line says.
@SpringBootApplication
public class ResearchPaas {
    public static void main(String[] arguments) {
        int code = CommandLineDoor.run(ResearchPaas.class, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
