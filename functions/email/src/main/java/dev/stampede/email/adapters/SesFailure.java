package dev.stampede.email.adapters;

/**
 * SES did not take a mail and may take it later. It holds the error's code alone, neither text nor cause: the text names
 * addresses, and exceptions are logged.
 */
final class SesFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SesFailure(String code) {
        super(code);
    }
}
