package dev.stampede.local.store.http;

/**
 * The responses that API Gateway generates itself, with their default status and message.
 *
 * <p>Source: API Gateway developer guide, "Gateway response types for API Gateway".
 */
enum GatewayResponseType {

    ACCESS_DENIED(403, "User is not authorized to access this resource", "AccessDeniedException"),
    AUTHORIZER_CONFIGURATION_ERROR(500, "Internal server error", "AuthorizerConfigurationException"),
    AUTHORIZER_FAILURE(500, "Internal server error", "AuthorizerConfigurationException"),
    /** Also the response to a malformed proxy response or a function error: 502. */
    DEFAULT_5XX(502, "Internal server error", "InternalServerErrorException"),
    INTEGRATION_TIMEOUT(504, "Endpoint request timed out", "InternalServerErrorException"),
    MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token", "MissingAuthenticationTokenException"),
    REQUEST_TOO_LARGE(413, "Request Too Long", "RequestEntityTooLargeException"),
    UNAUTHORIZED(401, "Unauthorized", "UnauthorizedException"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type", "UnsupportedMediaTypeException");

    private final int status;
    private final String message;
    private final String errorType;

    GatewayResponseType(int status, String message, String errorType) {
        this.status = status;
        this.message = message;
        this.errorType = errorType;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /** The value of the header {@code x-amzn-ErrorType}. */
    String errorType() {
        return errorType;
    }

    /** The response type whose settings apply if the template does not customize this one. */
    String family() {
        return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
    }
}
