package dev.stampede.email.adapters;

/**
 * SES did not accept a mail but may accept it later. Contains only the error code: SES's message can contain addresses,
 * and exceptions are logged.
 */
final class SesFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SesFailure(String code) {
        super(code);
    }
}
