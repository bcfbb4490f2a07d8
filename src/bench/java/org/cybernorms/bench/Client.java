package org.cybernorms.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A plain HTTP/1.1 client over connections that stay open: one thread for each, no request before the last answer. */
final class Client {

    /** One request; its bytes are made once. */
    record Request(String target, int expected, byte[] bytes) {
        static Request get(String target, String... headers) {
            return of("GET", target, 200, "", headers);
        }

        static Request of(String method, String target, int expected, String body, String... headers) {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            if (content.length > 0) {
                head.append("Content-Length: ").append(content.length).append("\r\n");
            }
            byte[] begin = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
            byte[] bytes = Arrays.copyOf(begin, begin.length + content.length);
            System.arraycopy(content, 0, bytes, begin.length, content.length);
            return new Request(target, expected, bytes);
        }
    }

    /** One answer as it was received. */
    record Answer(int status, List<String[]> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.stream()
                    .filter(header -> header[0].equalsIgnoreCase(name))
                    .map(header -> header[1])
                    .findFirst()
                    .orElse("");
        }
    }

    /** A request with its answer. */
    record Recorded(String target, Answer answer) {}

    /**
     * What a run gave.
     *
     * @param sent how many requests were sent, answered or not
     * @param nanos the times of the answered ones
     * @param unexpected how many answers had which status other than the expected one, or {@link #NO_ANSWER}
     *     in time, or a connection that was {@link #CLOSED}
     * @param recorded some of the answers
     */
    record Run(int sent, long[] nanos, long bytes, Map<Integer, Integer> unexpected, List<Recorded> recorded) {
        boolean hasTimeouts() {
            return unexpected.containsKey(NO_ANSWER);
        }
    }

    static final int NO_ANSWER = 0;
    static final int CLOSED = -1;
    private static final int RECORDED = 64;

    private Client() {}

    /**
     * Sends requests in their order until all are sent or the time is over.
     *
     * @param repeat begins again at the first when all are sent
     */
    static Run run(
            int port, List<Request> requests, boolean repeat, int connections, double seconds, double timeoutSeconds)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long until = System.nanoTime() + (long) (seconds * 1e9);
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(connections, repeat ? connections : requests.size()); i++) {
            Worker worker = new Worker(port, requests, repeat, next, until, timeoutSeconds, RECORDED / connections);
            workers.add(worker);
            worker.start();
        }
        int sent = 0;
        long bytes = 0;
        Map<Integer, Integer> unexpected = new TreeMap<>();
        List<Recorded> recorded = new ArrayList<>();
        List<long[]> all = new ArrayList<>();
        for (Worker worker : workers) {
            worker.join();
            if (worker.failure != null) {
                throw new IllegalStateException(worker.failure);
            }
            sent += worker.sent;
            bytes += worker.bytes;
            worker.unexpected.forEach((status, count) -> unexpected.merge(status, count, Integer::sum));
            recorded.addAll(worker.recorded);
            all.add(Arrays.copyOf(worker.nanos, worker.answered));
        }
        return new Run(sent, all.stream().flatMapToLong(Arrays::stream).toArray(), bytes, unexpected, recorded);
    }

    /** Sends one request over a connection of its own. */
    static Answer ask(int port, Request request, double timeoutSeconds) throws IOException {
        try (Connection connection = new Connection(port, timeoutSeconds)) {
            return connection.send(request);
        }
    }

    static boolean isOk(int port, String path) {
        try {
            return ask(port, Request.get(path), 10).status() == 200;
        } catch (IOException e) {
            return false; // not there yet
        }
    }

    /** One connection; it is opened anew after it was closed by the server. */
    static final class Connection implements AutoCloseable {
        private final int port;
        private final int timeout;
        private Socket socket;
        private InputStream in;

        Connection(int port, double timeoutSeconds) {
            this.port = port;
            this.timeout = (int) (timeoutSeconds * 1_000);
        }

        Answer send(Request request) throws IOException {
            if (socket == null) {
                socket = new Socket();
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
                socket.setSoTimeout(timeout);
                in = new BufferedInputStream(socket.getInputStream(), 65_536);
            }
            socket.getOutputStream().write(request.bytes());
            return read(request);
        }

        private Answer read(Request request) throws IOException {
            int status = Integer.parseInt(line().substring(9, 12));
            List<String[]> headers = new ArrayList<>();
            int length = 0;
            boolean chunked = false;
            boolean close = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                String name = line.substring(0, colon);
                String value = line.substring(colon + 1).strip();
                headers.add(new String[] {name, value});
                if (name.equalsIgnoreCase("content-length")) {
                    length = Integer.parseInt(value);
                }
                chunked |= name.equalsIgnoreCase("transfer-encoding") && value.equalsIgnoreCase("chunked");
                close |= name.equalsIgnoreCase("connection") && value.equalsIgnoreCase("close");
            }
            byte[] body = status == 304 || status == 204 ? new byte[0] : chunked ? chunks() : exactly(length);
            if (close) {
                close();
            }
            return new Answer(status, headers, body);
        }

        private byte[] chunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(exactly(size));
                line();
            }
            line();
            return body.toByteArray();
        }

        private byte[] exactly(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException();
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        }
    }

    private static final class Worker extends Thread {
        private final Connection connection;
        private final List<Request> requests;
        private final boolean repeat;
        private final AtomicInteger next;
        private final long until;
        private final int record;
        private final Map<Integer, Integer> unexpected = new TreeMap<>();
        private final List<Recorded> recorded = new ArrayList<>();
        private long[] nanos = new long[1_024];
        private int answered;
        private int sent;
        private long bytes;
        private Exception failure;

        Worker(
                int port,
                List<Request> requests,
                boolean repeat,
                AtomicInteger next,
                long until,
                double timeoutSeconds,
                int record) {
            this.connection = new Connection(port, timeoutSeconds);
            this.requests = requests;
            this.repeat = repeat;
            this.next = next;
            this.until = until;
            this.record = Math.max(1, record);
        }

        @Override
        public void run() {
            try (connection) {
                while (System.nanoTime() < until) {
                    int i = next.getAndIncrement();
                    if (i >= requests.size() && !repeat) {
                        return;
                    }
                    send(requests.get(i % requests.size()));
                }
            } catch (Exception e) {
                failure = e;
            }
        }

        private void send(Request request) throws IOException {
            sent++;
            long begin = System.nanoTime();
            try {
                Answer answer = connection.send(request);
                if (answered == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * answered);
                }
                nanos[answered++] = System.nanoTime() - begin;
                bytes += answer.body().length;
                if (answer.status() != request.expected()) {
                    unexpected.merge(answer.status(), 1, Integer::sum);
                } else if (recorded.size() < record) {
                    recorded.add(new Recorded(request.target(), answer));
                }
            } catch (SocketTimeoutException e) {
                unexpected.merge(NO_ANSWER, 1, Integer::sum);
                connection.close();
            } catch (IOException e) {
                unexpected.merge(CLOSED, 1, Integer::sum);
                connection.close();
            }
        }
    }
}
