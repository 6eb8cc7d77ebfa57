package dev.stampede.runtime.http;

/**
 * Ends the decoding of an invalid request. Only code that decodes requests throws it; the outcomes of use cases are
 * values.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
