package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar: what it needs of the machine it looks at first, and says in one line what is missing. */
class StartIT {

    @TempDir
    Path folder;

    @Test
    void aPortThatIsTakenIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            String line = "The registry cannot start: port " + port
                    + " cannot be opened (Address already in use). Set %s to a free port.";
            assertThat(lineOfStart(Service.launchAt(port, 0, folder, Map.of())))
                    .isEqualTo(line.formatted("QUARKUS_HTTP_PORT"));
            assertThat(lineOfStart(Service.launchAt(0, port, folder, Map.of())))
                    .isEqualTo(line.formatted("REGISTRY_MANAGEMENT_PORT"));
            assertThat(folder).as("nothing was loaded").isEmptyDirectory();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        assertThat(lineOfStart(Service.launch(file.resolve("data"), Map.of())))
                .startsWith("The registry cannot start: the data folder " + file.resolve("data") + " is not writable (")
                .endsWith("Set REGISTRY_DATA_DIR to another folder.");
    }

    @Test
    void aFolderInUseIsOneLineAndItsUserGoesOn() throws Exception {
        try (Service first = Service.start(folder, Map.of())) {
            assertThat(lineOfStart(Service.launch(folder, Map.of())))
                    .isEqualTo("The registry cannot start: the data folder " + folder
                            + " is in use by another process. Set REGISTRY_DATA_DIR to another folder.");
            assertThat(first.get("/v1/norms").statusCode()).isEqualTo(200);
        }
    }

    /** All that a start printed that ended with exit code 1. */
    private static String lineOfStart(Service service) throws Exception {
        try (service) {
            assertThat(service.waitForEnd()).isEqualTo(1);
            String output = service.output().strip();
            assertThat(output.lines()).hasSize(1);
            return output;
        }
    }
}
