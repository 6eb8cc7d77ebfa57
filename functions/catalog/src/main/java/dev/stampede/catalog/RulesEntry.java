package dev.stampede.catalog;

import dev.stampede.contracts.totals.Rules;
import java.time.Instant;

/** The store's rules as they are stored. @param updatedBy the subject of the token of the admin who changed them last */
public record RulesEntry(Rules rules, Instant updatedAt, String updatedBy) {}
