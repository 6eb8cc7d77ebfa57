package dev.stampede.runtime.caching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a Valkey or Redis server: one command at a time, each with a deadline. After an exception, the connection
 * is of no use. Not thread-safe.
 *
 * @see <a href="https://valkey.io/topics/protocol/">RESP2, the protocol</a>
 */
final class RespConnection implements AutoCloseable {

    /** In bytes. A value fits into the buffer of an idle connection, so that sending does not block. */
    static final int MAX_VALUE = 128 * 1024;
    private static final int SEND_BUFFER = 2 * MAX_VALUE;
    private static final int MAX_LINE = 4096;

    private final Socket socket;
    private final InputStream input;
    private long deadlineNanos;

    private RespConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(new UntilTheDeadline(socket.getInputStream()));
    }

    /** Connects and signs in. */
    static RespConnection open(CacheAddress address, Duration timeout) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSendBufferSize(SEND_BUFFER);
            socket.connect(new InetSocketAddress(address.host(), address.port()), millis(timeout));
            var connection = new RespConnection(
                    address.isEncrypted() ? encrypted(socket, address, timeout) : socket);
            if (!address.password().isEmpty()) {
                connection.signIn(address, timeout);
            }
            return connection;
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    private static Socket encrypted(Socket plain, CacheAddress address, Duration timeout) throws IOException {
        plain.setSoTimeout(millis(timeout));
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(plain, address.host(), address.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void signIn(CacheAddress address, Duration timeout) throws IOException {
        if (address.user().isEmpty()) {
            call(timeout, "AUTH", address.password());
        } else {
            call(timeout, "AUTH", address.user(), address.password());
        }
    }

    /**
     * Sends a command and returns its result; empty for a null.
     *
     * @throws IOException if the server reports an error, or there is no result in time
     */
    Optional<String> call(Duration timeout, String... words) throws IOException {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
        socket.getOutputStream().write(command(words));
        var head = line();
        var rest = head.isEmpty() ? "" : head.substring(1);
        return switch (head.isEmpty() ? ' ' : head.charAt(0)) {
            case '+', ':' -> Optional.of(rest);
            case '$' -> bulk(length(rest));
            case '-' -> throw new IOException("The cache server refused a command: " + rest);
            default -> throw new IOException("The cache server does not speak RESP2");
        };
    }

    private static byte[] command(String... words) {
        var command = new ByteArrayOutputStream();
        command.writeBytes(("*" + words.length + "\r\n").getBytes(UTF_8));
        for (var word : words) {
            var bytes = word.getBytes(UTF_8);
            command.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
            command.writeBytes(bytes);
            command.writeBytes("\r\n".getBytes(UTF_8));
        }
        return command.toByteArray();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = read(); next != '\r'; next = read()) {
            if (line.size() == MAX_LINE) {
                throw new IOException("The cache server does not speak RESP2");
            }
            line.write(next);
        }
        read();
        return line.toString(UTF_8);
    }

    private int read() throws IOException {
        var next = input.read();
        if (next < 0) {
            throw new EOFException("The cache server closed the connection");
        }
        return next;
    }

    private static int length(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new IOException("The cache server does not speak RESP2", malformed);
        }
    }

    private Optional<String> bulk(int length) throws IOException {
        if (length < 0) {
            return Optional.empty();
        }
        if (length > MAX_VALUE) {
            throw new IOException("A value of " + length + " bytes is too large");
        }
        var value = input.readNBytes(length);
        if (value.length < length) {
            throw new EOFException("The cache server closed the connection");
        }
        read();
        read();
        return Optional.of(new String(value, UTF_8));
    }

    private static int millis(Duration timeout) {
        return Math.toIntExact(Math.max(1, timeout.toMillis()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A socket's own timeout applies to each read, so that a slow server could take any time. */
    private final class UntilTheDeadline extends FilterInputStream {

        private UntilTheDeadline(InputStream socketInput) {
            super(socketInput);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var left = Duration.ofNanos(deadlineNanos - System.nanoTime());
            if (!left.isPositive()) {
                throw new SocketTimeoutException("The cache server did not answer in time");
            }
            socket.setSoTimeout(millis(left));
            return super.read(buffer, offset, length);
        }
    }
}
