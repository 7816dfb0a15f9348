package dev.irpscope.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The contrast of every text colour of the stylesheet with every ground it is written on (WCAG 2.2,
 * relative luminance), in each of the three themes.
 */
final class ContrastTest {
  private static final double LEAST = 4.5;
  private static final Pattern COLOUR = Pattern.compile("(-[a-z-]+): (#[0-9a-f]{6});");
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
  private static final Pattern PROPERTY =
      Pattern.compile("-fx-(text-fill|fill|background-color): (?:-[a-z-]+, )*(-[a-z-]+);");

  /** Grounds that stand below all kinds of text, by group of text colours. */
  private static final Map<List<String>, List<String>> PAIRS =
      Map.of(
          List.of("-ui-text", "-ui-text-muted"),
          List.of(
              "-ui-background",
              "-ui-panel",
              "-ui-chrome",
              "-ui-sunken",
              "-ui-hover",
              "-ui-selected",
              "-step-path-row",
              "-step-path-fill",
              "-step-current-fill",
              "-verdict-violated-fill",
              "-verdict-passing-fill",
              "-strip-warning"),
          List.of(
              "-code-text",
              "-code-keyword",
              "-code-type",
              "-code-call",
              "-code-number",
              "-code-string",
              "-code-comment",
              "-code-directive",
              "-code-constant",
              "-code-annotation"),
          List.of(
              "-ui-panel",
              "-ui-sunken",
              "-step-path-row",
              "-step-current-fill",
              "-verdict-violated-fill"),
          List.of("-on-emphasis"),
          List.of("-step-path", "-verdict-violated", "-verdict-passing", "-step-ghost"),
          List.of("-ui-on-accent"),
          List.of("-ui-accent"),
          List.of("-step-current-text"),
          List.of("-step-current"),
          List.of("-step-plain-text"),
          List.of("-step-plain"),
          List.of("-verdict-violated"),
          List.of("-ui-panel", "-verdict-violated-fill"),
          List.of("-verdict-passing"),
          List.of("-ui-panel", "-verdict-passing-fill"),
          List.of("-step-ghost"),
          List.of("-ui-panel", "-step-ghost-fill", "-step-ghost-stripe"),
          List.of("-step-path", "-ui-accent"),
          List.of("-ui-panel", "-step-path-fill"));

  private static String sheet() throws IOException {
    try (InputStream in = ContrastTest.class.getResourceAsStream("theme.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The named colours of a theme; what it does not name is that of the light one. */
  private static Map<String, String> colours(String css, Theme theme) {
    Map<String, String> colours = new LinkedHashMap<>(block(css, ".root {"));
    if (theme != Theme.LIGHT) {
      colours.putAll(block(css, ".root." + theme.name().toLowerCase(java.util.Locale.ROOT) + " {"));
    }
    return colours;
  }

  private static Map<String, String> block(String css, String head) {
    int from = css.indexOf(head);
    assertTrue(from >= 0, head);
    Map<String, String> colours = new LinkedHashMap<>();
    Matcher matcher = COLOUR.matcher(css.substring(from, css.indexOf('}', from)));
    while (matcher.find()) {
      colours.put(matcher.group(1), matcher.group(2));
    }
    return colours;
  }

  private static double luminance(String hex) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  static double contrast(String a, String b) {
    double one = luminance(a);
    double other = luminance(b);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  @Test
  void blackOnWhiteIsTwentyOneToOne() {
    assertEquals(21, contrast("#000000", "#ffffff"), 0.01);
    assertEquals(1, contrast("#336699", "#336699"), 0.001);
  }

  @Test
  @Tag("row-K3")
  void everyTextHasAContrastOfFourAndAHalfToItsGroundInEveryTheme() throws IOException {
    String css = sheet();
    List<String> weak = new ArrayList<>();
    for (Theme theme : Theme.values()) {
      Map<String, String> colours = colours(css, theme);
      PAIRS.forEach((texts, grounds) -> {
        for (String text : texts) {
          for (String ground : grounds) {
            check(theme, colours, text, ground).ifPresent(weak::add);
          }
        }
      });
    }
    assertEquals(List.of(), weak);
  }

  /** A rule that sets both is a pair of its own, whether or not it is in the table above. */
  @Test
  @Tag("row-K3")
  void everyRuleThatSetsTextAndGroundSetsAReadablePair() throws IOException {
    String css = sheet();
    List<String> weak = new ArrayList<>();
    int seen = 0;
    Matcher rules = RULE.matcher(css);
    while (rules.find()) {
      Map<String, String> set = new LinkedHashMap<>();
      Matcher properties = PROPERTY.matcher(rules.group(2));
      while (properties.find()) {
        set.put(
            properties.group(1).equals("fill") ? "text-fill" : properties.group(1),
            properties.group(2));
      }
      Optional<String> text = Optional.ofNullable(set.get("text-fill"));
      Optional<String> ground = Optional.ofNullable(set.get("background-color"));
      if (text.isPresent() && ground.isPresent()) {
        seen++;
        for (Theme theme : Theme.values()) {
          check(theme, colours(css, theme), text.get(), ground.get()).ifPresent(weak::add);
        }
      }
    }
    assertEquals(List.of(), weak);
    assertTrue(seen > 5, "pairs seen: " + seen);
  }

  /**
   * Without a text colour of ours the button keeps that of the platform, made for its own ground.
   */
  @Test
  @Tag("row-K3")
  void aRowOfButtonsNamesBothColoursOfTheSelectedOne() throws IOException {
    String css = sheet();
    for (String buttons : List.of("#detail-buttons", ".segmented-button")) {
      String selected = buttons + " .toggle-button:selected";
      boolean named =
          RULE.matcher(css)
              .results()
              .filter(rule -> rule.group(1).contains(selected))
              .map(rule -> rule.group(2))
              .anyMatch(set -> set.contains("-fx-text-fill: ") && set.contains("background-color"));
      assertTrue(named, selected);
    }
  }

  private static Optional<String> check(
      Theme theme, Map<String, String> colours, String text, String ground) {
    Optional<String> one = Optional.ofNullable(colours.get(text));
    Optional<String> other = Optional.ofNullable(colours.get(ground));
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    double contrast = contrast(one.get(), other.get());
    return contrast >= LEAST
        ? Optional.empty()
        : Optional.of("%s: %s on %s is %.2f".formatted(theme, text, ground, contrast));
  }
}
