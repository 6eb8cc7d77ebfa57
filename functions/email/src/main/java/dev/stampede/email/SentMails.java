package dev.stampede.email;

import dev.stampede.email.Letter.Topic;
import dev.stampede.email.Mailer.Dispatch;

/**
 * The record of what was sent, by the id of the event that each mail tells of. Holds no personal data. Implementations
 * are safe for use by many threads and processes.
 */
public interface SentMails {

    /** Whether a mail may be sent now. */
    enum Claim {
        /** By the caller, alone, for a while. */
        GRANTED,
        /** Somebody else has the claim. Whether they send is not known yet. */
        HELD,
        /** It is settled already. */
        SETTLED
    }

    /** Claims the sending of a mail. A claim that is not settled ends by itself. */
    Claim claim(String eventId, Topic topic);

    /** Records what became of it: no later claim is granted. */
    void settle(String eventId, Dispatch dispatch);
}
