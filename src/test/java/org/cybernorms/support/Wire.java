package org.cybernorms.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP as it goes over the wire, from an address of our choice: what a client of the language would not send. */
public final class Wire {

    private static final int PATIENCE = 30_000;

    private Wire() {}

    /** An answer as it came. */
    public record Answer(int status, String head, String body) {

        public Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }
    }

    /** A connection from an address, on which nothing was sent. */
    public static Socket connect(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
        return socket;
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The head of a request, without the line that ends it. */
    public static String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head.toString();
    }

    /** One request on a connection of its own, and its answer, which the contract has. */
    public static Answer get(String from, int port, String path, String... headers) throws IOException {
        try (Socket socket = connect(from, port)) {
            write(socket, head("GET", path, headers) + "Connection: close\r\n\r\n");
            Answer answer = read(socket);
            ContractGate.INSTANCE.check(
                    "GET",
                    path.replaceFirst("\\?.*", ""),
                    new ContractGate.Answer(answer.status, answer::header, answer.body));
            return answer;
        }
    }

    /** All that comes until the service closes the connection. */
    public static Answer read(Socket socket) throws IOException {
        String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("No answer but: " + text);
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
}
