import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the packaged service once, as it ships, and keeps the classes that it loaded as an archive, with which later
 * starts load them ready to use: {@code java ClassArchive.java <folder of the service>}.
 */
class ClassArchive {

    private static final long MINUTES = 5;

    public static void main(String[] args) throws Exception {
        Path app = Path.of(args[0]).toAbsolutePath();
        Path archive = app.resolve("classes.jsa");
        Files.deleteIfExists(archive);
        Path work = Files.createTempDirectory("registry");
        Path log = work.resolve("start.log");
        try {
            ProcessBuilder start = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:ArchiveClassesAtExit=" + archive,
                            "-Dquarkus.http.host=localhost",
                            "-Dquarkus.http.port=0",
                            "-Dregistry.data-dir=" + work.resolve("data"),
                            "-jar",
                            app.resolve("quarkus-run.jar").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Process service = start.start();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            while (!Files.readString(log).contains("Listening on")) {
                if (service.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    service.destroyForcibly();
                    throw new IllegalStateException("the service did not start:\n" + Files.readString(log));
                }
            }
            service.destroy();
            if (!service.waitFor(MINUTES, TimeUnit.MINUTES) || !Files.exists(archive)) {
                service.destroyForcibly();
                throw new IllegalStateException("no archive was written:\n" + Files.readString(log));
            }
            System.out.printf("%s: %,d KiB%n", archive, Files.size(archive) >> 10);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }
}
