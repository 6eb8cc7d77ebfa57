package dev.stampede.email;

/** A rendered mail. @param to the recipient's address */
public record Mail(String to, MailLanguage language, String subject, String html, String text) {

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
