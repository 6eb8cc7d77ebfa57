package dev.stampede.email;

/** A template that cannot be rendered. The message says why and contains no values. */
public final class BrokenTemplate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The part that is at fault. */
    public enum Part {
        HTML,
        TEXT
    }

    private final Part part;

    public BrokenTemplate(Part part, String message) {
        super(message);
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
