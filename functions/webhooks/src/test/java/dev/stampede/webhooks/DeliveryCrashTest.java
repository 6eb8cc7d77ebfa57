package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whatever call a worker dies at, each event reaches a well receiver, always under the same id. */
class DeliveryCrashTest {

    private static final int EVENTS = 3;
    /** Far more than a run makes. */
    private static final int MOST_CALLS = 500;

    private static final TestStore STORE = new TestStore();

    /** When a worker dies. */
    enum Death {
        BEFORE_THE_CALL, AFTER_THE_CALL
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Dies at one call among those of all clients. */
    private static final class Mortal {
        private final int victim;
        private final Death death;
        private final AtomicInteger calls = new AtomicInteger();

        Mortal(int victim, Death death) {
            this.victim = victim;
            this.death = death;
        }

        boolean isDead() {
            return calls.get() > victim;
        }

        <T> T call(Supplier<T> call) {
            var number = calls.getAndIncrement();
            if (number == victim && death == Death.BEFORE_THE_CALL) {
                throw new Killed();
            }
            var result = call.get();
            if (number == victim) {
                throw new Killed();
            }
            return result;
        }

        TestStore.Clients around(TestStore.Clients clients) {
            return new TestStore.Clients(
                    proxy(DynamoDbClient.class, clients.dynamoDb()), proxy(SqsClient.class, clients.sqs()),
                    (url, headers, body) -> call(() -> clients.sender().post(url, headers, body)));
        }

        private <T> T proxy(Class<T> type, T client) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                    (InvocationHandler) (proxy, method, arguments) -> {
                        if (!isCall(method)) {
                            return method.isDefault()
                                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                                    : invoke(client, method, arguments);
                        }
                        return call(() -> invoke(client, method, arguments));
                    }));
        }

        /** The methods with builders call those with requests. */
        private static boolean isCall(Method method) {
            return method.getParameterCount() == 1 && method.getParameterTypes()[0].getSimpleName().endsWith("Request");
        }

        private static Object invoke(Object client, Method method, Object[] arguments) {
            try {
                return method.invoke(client, arguments);
            } catch (InvocationTargetException thrown) {
                if (thrown.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(thrown.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterAll
    static void stop() {
        STORE.close();
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void workerThatDiesAtAnyCall_shouldLoseNoEvent(Death death) {
        var victim = 0;
        while (victim < MOST_CALLS && run(victim, death)) {
            victim++;
        }
        assertThat(victim).as("calls of a run").isBetween(20, MOST_CALLS - 1);
    }

    /** Receivers fail at first, so that retries die too. @return whether a worker died */
    private static boolean run(int victim, Death death) {
        STORE.clear();
        var webhook = STORE.webhook("well.example.com", TestStore.PAID);
        var failures = new AtomicInteger(2);
        STORE.receive(request -> TestStore.answer(failures.getAndDecrement() > 0 ? 500 : 200));
        var mortal = new Mortal(victim, death);
        for (var order = 0; order < EVENTS; order++) {
            publishUntilHandled(order, mortal);
            // The topic delivers it twice.
            publishUntilHandled(order, mortal);
        }
        for (var minute = 0; minute < 60; minute++) {
            STORE.deliver(mortal.around(STORE.clients()));
            STORE.clock.advance(Duration.ofMinutes(1));
            STORE.sqs.forgetDuplicates();
            retry(mortal);
        }
        var expected = new TreeSet<>(IntStream.range(0, EVENTS).mapToObj(DeliveryCrashTest::subject).toList());
        var heard = new TreeSet<String>();
        STORE.requests.forEach(request -> expected.stream().filter(request.body()::contains).forEach(heard::add));
        assertThat(heard).as("events heard when a worker died %s %s", death, victim).isEqualTo(expected);
        assertThat(STORE.requests.stream().map(TestStore.Request::id).distinct()).hasSize(EVENTS);
        assertThat(STORE.requests.stream().map(TestStore.Request::body).distinct()).hasSize(EVENTS);
        assertThat(STORE.deliveries(webhook.id())).as("died %s %s", death, victim).hasSize(EVENTS)
                .allSatisfy(delivery -> assertThat(delivery.status()).isEqualTo(Delivery.Status.DELIVERED));
        assertThat(STORE.requests.size()).as("attempts: as many as needed, and one more after a death")
                .isBetween(EVENTS + 2, EVENTS + 3);
        return mortal.isDead();
    }

    private static String subject(int order) {
        return "ref_%032d".formatted(order);
    }

    private static void publishUntilHandled(int order, Mortal mortal) {
        for (var delivery = 0; delivery < 3; delivery++) {
            if (STORE.publish(TestStore.paid(order), mortal.around(STORE.clients()))) {
                return;
            }
        }
        throw new AssertionError("The message was not handled");
    }

    /** A schedule's invocation that dies is not repeated; the next minute's is. */
    private static void retry(Mortal mortal) {
        try {
            STORE.retry(mortal.around(STORE.clients()));
        } catch (Killed died) {
            assertThat(mortal.isDead()).isTrue();
        }
    }
}
