package dev.irpscope.analysis.rule.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleCatalogueTest {
  @Test
  void readsEveryBuiltInRuleWithoutADiagnostic() {
    assertEquals(List.of(), RuleCatalogue.builtIn().diagnostics());
  }
}
