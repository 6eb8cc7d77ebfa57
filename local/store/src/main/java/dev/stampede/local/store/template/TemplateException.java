package dev.stampede.local.store.template;

/** The template asks for something that is wrong, or that a local stack cannot honour. The message names it. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
