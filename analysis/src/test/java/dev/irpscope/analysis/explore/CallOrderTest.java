package dev.irpscope.analysis.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallOrderTest {
  @Test
  void functionsComeAfterThoseThatTheyCallAndWithThoseThatCallThemBack() {
    Map<String, List<String>> calls = new LinkedHashMap<>();
    calls.put("dispatch", List.of("even", "leaf"));
    calls.put("even", List.of("odd"));
    calls.put("odd", List.of("even", "leaf"));
    calls.put("leaf", List.of("IoCompleteRequest"));
    assertEquals(
        List.of(Set.of("leaf"), Set.of("even", "odd"), Set.of("dispatch")),
        CallOrder.calledFirst(calls));
  }

  @Test
  void aFunctionThatCallsItselfIsAGroupOfItsOwn() {
    assertEquals(List.of(Set.of("f")), CallOrder.calledFirst(Map.of("f", List.of("f"))));
  }
}
