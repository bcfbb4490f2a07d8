import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Generates clients from the contract and compiles them as they are, without an edit:
 * {@code java ClientBuild.java <folder> <version> <client>…}.
 *
 * <p>The folder has {@code lib/} with the generator and the libraries of the Java client. A client is one of
 * {@code java}, {@code python}, {@code openapi-fetch}, {@code hey-api} and {@code typescript-fetch}; {@code artifacts}
 * makes the jar and the npm package of a release from {@code java} and {@code hey-api}, which come before it;
 * {@code npm} installs what the three for TypeScript need, and comes before these.
 */
class ClientBuild {

    private static final Path SOURCES = Path.of("src/clients").toAbsolutePath();
    private static final Path CONTRACT = Path.of("openapi.yaml").toAbsolutePath();

    private final Path folder;
    private final String version;
    private final Path typescript;

    ClientBuild(Path folder, String version) {
        this.folder = folder.toAbsolutePath();
        this.version = version;
        this.typescript = this.folder.resolve("typescript");
    }

    public static void main(String[] arguments) throws Exception {
        ClientBuild build = new ClientBuild(Path.of(arguments[0]), arguments[1]);
        for (String client : List.of(arguments).subList(2, arguments.length)) {
            switch (client) {
                case "java" -> build.java();
                case "python" -> build.python();
                case "npm" -> build.npm();
                case "openapi-fetch" -> build.openapiFetch();
                case "hey-api" -> build.heyApi();
                case "typescript-fetch" -> build.typescriptFetch();
                case "artifacts" -> build.artifacts();
                default -> throw new IllegalArgumentException("no such client: " + client);
            }
        }
    }

    private void java() throws Exception {
        Path client = folder.resolve("java");
        generate("java", client, "--library", "native", "--additional-properties",
                "hideGenerationTimestamp=true,groupId=org.cybernorms,artifactId=cybernorms-client-java,artifactVersion="
                        + version
                        + ",invokerPackage=org.cybernorms.client,apiPackage=org.cybernorms.client.api"
                        + ",modelPackage=org.cybernorms.client.model");
        compile(client.resolve("src/main/java"), client.resolve("classes"));
        compile(SOURCES.resolve("java"), client.resolve("program"));
    }

    private void compile(Path sources, Path classes) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                tool("javac"), "-nowarn", "-proc:none", "-d", Files.createDirectories(classes).toString(), "-cp",
                folder.resolve("lib") + "/*:" + folder.resolve("java/classes")));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> command.add(file.toString()));
        }
        run(folder, command);
    }

    private void python() throws Exception {
        Path client = folder.resolve("python");
        Path environment = folder.resolve("python-environment");
        generate("python", client);
        run(folder, List.of("python3", "-m", "venv", environment.toString()));
        run(folder, List.of(environment.resolve("bin/pip").toString(), "install", "-q", "--disable-pip-version-check",
                "-r", SOURCES.resolve("python/requirements.txt").toString()));
        run(folder, List.of(environment.resolve("bin/python").toString(), "-m", "compileall", "-q", client.toString()));
    }

    private void npm() throws Exception {
        Files.createDirectories(typescript);
        try (Stream<Path> files = Files.list(SOURCES.resolve("typescript"))) {
            for (Path file : files.toList()) {
                Files.copy(file, typescript.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(typescript, List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
    }

    private void openapiFetch() throws Exception {
        Path types = typescript.resolve("generated/openapi-fetch/paths.d.ts");
        Files.createDirectories(types.getParent());
        run(typescript, List.of("npx", "openapi-typescript", CONTRACT.toString(), "-o", types.toString()));
        typescript("openapi-fetch");
    }

    private void heyApi() throws Exception {
        run(typescript, List.of("npx", "openapi-ts", "-i", CONTRACT.toString(), "-o", "generated/hey-api"));
        typescript("hey-api");
    }

    private void typescriptFetch() throws Exception {
        generate("typescript-fetch", typescript.resolve("generated/typescript-fetch"));
        typescript("typescript-fetch");
    }

    /** Compiles a program and the client that it uses by the rules of {@code tsconfig.json}. */
    private void typescript(String program) throws Exception {
        Path config = typescript.resolve(program + ".json");
        Files.writeString(config, """
                {"extends": "./tsconfig.json", "files": ["%1$s.ts"], "compilerOptions": {"outDir": "out-%1$s"}}
                """.formatted(program));
        run(typescript, List.of("npx", "tsc", "-p", config.toString()));
    }

    private void artifacts() throws Exception {
        String name = "cybernorms-client-java-" + version;
        Files.copy(folder.resolve("java/pom.xml"), folder.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        jar(folder.resolve("java/classes"), folder.resolve(name + ".jar"));
        Path npm = folder.resolve("npm");
        Files.createDirectories(npm);
        Files.writeString(npm.resolve("package.json"), """
                {
                  "name": "@cybernorms/client",
                  "version": "%s",
                  "description": "Client of the Cyber Norms Registry",
                  "license": "Apache-2.0",
                  "exports": {".": "./dist/index.js", "./client": "./dist/client/index.js"},
                  "files": ["dist"],
                  "engines": {"node": ">=18"}
                }
                """.formatted(version));
        copy(typescript.resolve("out-hey-api/generated/hey-api"), npm.resolve("dist"));
        Files.copy(Path.of("docs/client-typescript.md"), npm.resolve("README.md"), StandardCopyOption.REPLACE_EXISTING);
        run(npm, List.of("npm", "pack", "--silent", "--pack-destination", folder.toString()));
    }

    private static void jar(Path classes, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", "org.cybernorms.client");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(classes.relativize(each).toString().replace('\\', '/'));
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void generate(String generator, Path output, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                tool("java"), "-XX:TieredStopAtLevel=1", "-Dlog.level=error", "-jar",
                folder.resolve("openapi-generator-cli.jar").toString(), "generate", "-i", CONTRACT.toString(), "-g",
                generator, "-o", output.toString(), "--global-property",
                "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"));
        command.addAll(List.of(options));
        run(folder, command);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Runs a command to its end; what it printed is in the error where it fails. */
    private static void run(Path folder, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("NO_COLOR", "1", "DISABLE_OPENCOLLECTIVE", "1"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command.subList(0, Math.min(12, command.size()))) + "\n" + output);
        }
    }
}
