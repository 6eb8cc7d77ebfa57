package dev.stampede.local.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.dynamodb.services.exceptions.AWSExceptionFactory;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.LocalDBInputConverter;
import software.amazon.dynamodb.services.local.shared.access.LocalDBOutputConverter;
import software.amazon.dynamodb.services.local.shared.access.api.dp.TransactWriteItemsFunction;
import software.amazon.dynamodb.services.local.shared.dataaccess.LocalDocumentFactory;
import software.amazon.dynamodb.services.local.shared.env.LocalDBEnv;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local's client, with one object for all transactions. DynamoDB Local makes a new one for each, which prepares a JSON
 * mapper and takes longer than the transaction. Thread-safe.
 */
final class LocalClient extends LocalDBClient {

    /** As DynamoDB Local limits expressions, in bytes. */
    private static final int MAX_EXPRESSION_BYTES = 65536;

    private final TransactWriteItemsFunction transactions;
    private final DynamoDbClient client = (DynamoDbClient) Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
            this::call);

    LocalClient(LocalDBAccess access, JobsRegister jobs) {
        super(access, jobs);
        var environment = new LocalDBEnv();
        var documents = new LocalDocumentFactory();
        var exceptions = new AWSExceptionFactory();
        this.transactions = new TransactWriteItemsFunction(access,
                new LocalDBInputConverter(environment, exceptions, documents, MAX_EXPRESSION_BYTES),
                new LocalDBOutputConverter(), exceptions, environment, documents);
    }

    @Override
    public DynamoDbClient dynamoDbClient() {
        return client;
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("transactWriteItems")) {
            return arguments[0] instanceof TransactWriteItemsRequest request
                    ? transactions.apply(request)
                    : InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            return method.invoke(super.dynamoDbClient(), arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
