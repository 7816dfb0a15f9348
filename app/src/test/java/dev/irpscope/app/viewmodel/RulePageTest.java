package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class RulePageTest {
  @Test
  @Tag("row-G1")
  void everyRuleThatRunsHasItsTextABadAndAGoodExampleAndItsLinkInTheProgram() {
    List<Rule> rules = RuleCatalogue.builtIn().runnable();
    assertFalse(rules.isEmpty());
    for (Rule rule : rules) {
      RulePage page = RulePage.of(rule);
      long examples =
          page.parts().stream()
              .filter(p -> p instanceof RulePage.Part.Verbatim v && v.code())
              .count();
      assertTrue(examples >= 2, rule.name() + " has " + examples);
      assertTrue(
          page.parts().stream()
              .anyMatch(
                  p -> p instanceof RulePage.Part.Heading h && h.text().startsWith("Violating")),
          rule.name());
      assertTrue(page.link().endsWith(rule.source()), page.link());
    }
  }

  @Test
  void textIsPlainAndTablesAreAligned() {
    Rule rule = RuleCatalogue.builtIn().rule("CompletionRoutineRegistered").orElseThrow();
    for (RulePage.Part part : RulePage.of(rule).parts()) {
      if (part instanceof RulePage.Part.Paragraph(String text)) {
        assertFalse(text.contains("`") || text.contains("]("), text);
        assertFalse(text.matches(".*\\{\\w+}.*"), text);
      }
      if (part instanceof RulePage.Part.Verbatim(String text, boolean code) && !code) {
        assertFalse(text.contains("---"), text);
      }
    }
  }
}
