package org.cybernorms.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own, with what the operating system says of it.
 *
 * <p>CPU is the sum over all threads of the nanoseconds in {@code /proc/PID/task/TID/schedstat}; the threads of the
 * just-in-time compilers are counted apart. All threads are read every 100 ms, so that a thread that ends loses at most
 * what it did since then.
 */
final class ServerProcess implements AutoCloseable {

    /** Nanoseconds of CPU since the process began. */
    record Cpu(long work, long compilers) {
        Cpu since(Cpu earlier) {
            return new Cpu(work - earlier.work, compilers - earlier.compilers);
        }

        double seconds() {
            return (work + compilers) / 1e9;
        }
    }

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private record Usage(boolean compiler, long nanos) {}

    private final Process process;
    private final Path log;
    private final int port;
    private final long begin;
    private final Map<String, Usage> threads = new HashMap<>();
    private final Thread sampler = new Thread(this::sample, "sampler");

    private ServerProcess(List<String> command, Map<String, String> env, int port, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(env);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        this.port = port;
        this.log = log;
        this.begin = System.nanoTime();
        this.process = builder.start();
        sampler.setDaemon(true);
        sampler.start();
    }

    static ServerProcess start(List<String> command, Map<String, String> env, int port, Path log) throws IOException {
        return new ServerProcess(command, env, port, log);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Waits for a 200 from a path; the seconds since the process was started. */
    double awaitReady(String path, double seconds) throws IOException, InterruptedException {
        while (System.nanoTime() - begin < seconds * 1e9) {
            if (Client.isOk(port, path)) {
                return (System.nanoTime() - begin) / 1e9;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server ended:\n" + tail());
            }
        }
        throw new IllegalStateException("the server was not ready after " + seconds + " s:\n" + tail());
    }

    String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    /** Waits until the process rests (less than a tenth of a core), as work may go on after a client has given up. */
    boolean awaitRest(double seconds) throws InterruptedException {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < until) {
            Cpu before = cpu();
            // half a second in which the CPU is counted
            if (process.waitFor(500, TimeUnit.MILLISECONDS)
                    || cpu().since(before).work() < 50_000_000) {
                return true;
            }
        }
        return false;
    }

    synchronized Cpu cpu() {
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        try (Stream<Path> list = Files.list(tasks)) {
            list.forEach(this::read);
        } catch (NoSuchFileException e) {
            // the process has just ended: what it had done by the last look remains counted
        } catch (IOException | UncheckedIOException e) {
            if (process.isAlive()) {
                throw new IllegalStateException(e);
            }
        }
        long work = 0;
        long compilers = 0;
        for (Usage thread : threads.values()) {
            if (thread.compiler()) {
                compilers += thread.nanos();
            } else {
                work += thread.nanos();
            }
        }
        return new Cpu(work, compilers);
    }

    private void read(Path task) {
        try {
            String schedstat = Files.readString(task.resolve("schedstat"));
            long nanos = Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
            Usage known = threads.get(task.getFileName().toString());
            boolean compiler = known != null && known.compiler()
                    || Files.readString(task.resolve("comm")).matches("C[12] CompilerThre\\s*");
            threads.put(task.getFileName().toString(), new Usage(compiler, nanos));
        } catch (NoSuchFileException e) {
            // the thread ended between the list and the look: what it had done by the last look remains counted
        } catch (IOException e) {
            if (process.isAlive() && Files.exists(task)) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void sample() {
        try {
            do {
                cpu();
            } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the measurement is over
        }
    }

    /** Resident memory in bytes. */
    long rss() throws IOException {
        return status("VmRSS:");
    }

    long peakRss() throws IOException {
        return status("VmHWM:");
    }

    private long status(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Heap in use after a collection, in bytes; -1 where the runtime has no {@code jcmd}. */
    long heap(String java) throws IOException, InterruptedException {
        Path jcmd = Path.of(java).resolveSibling("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return -1;
        }
        command(jcmd, "GC.run");
        String info = command(jcmd, "GC.heap_info");
        Matcher used = USED.matcher(info);
        return used.find() ? Long.parseLong(used.group(1)) * 1024 : -1;
    }

    private String command(Path jcmd, String command) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes());
        run.waitFor();
        return output;
    }

    /** Stops the process (SIGTERM, after a minute SIGKILL); the seconds that it took. */
    double stop() throws InterruptedException {
        long from = System.nanoTime();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        sampler.interrupt();
        return (System.nanoTime() - from) / 1e9;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
