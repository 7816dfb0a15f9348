package dev.irpscope.analysis.explore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Fingerprints of findings that survive edits elsewhere: driver, rule, file, function and the text
 * of both sites, and a number where these are equal; no lines.
 */
final class Fingerprints {
  private final String driver;
  private final String rule;
  private final Map<String, Integer> seen = new HashMap<>();

  Fingerprints(String driver, String rule) {
    this.driver = driver;
    this.rule = rule;
  }

  String of(RuleSearch.Found found) {
    String text =
        String.join(
            "\n",
            driver,
            rule,
            found.function().toString(),
            Narrator.text(found.site()),
            found.opening().map(Narrator::text).orElse(""));
    int ordinal = seen.merge(text, 1, Integer::sum);
    return hash(text + "\n" + ordinal);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
