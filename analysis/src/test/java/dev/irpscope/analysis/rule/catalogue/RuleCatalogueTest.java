package dev.irpscope.analysis.rule.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RuleCatalogueTest {
  @Test
  void readsEveryBuiltInRuleWithoutADiagnostic() {
    String told =
        RuleCatalogue.builtIn().diagnostics().stream()
            .map(d -> d.span().map(Object::toString).orElse(d.path()) + ": " + d.message())
            .collect(Collectors.joining("\n"));
    assertEquals("", told);
  }
}
