package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the mutants of one driver. */
final class Bench {
  private final DriverText driver;
  private final List<Mutant> mutants = new ArrayList<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  Bench(DriverText driver) {
    this.driver = driver;
  }

  DriverText driver() {
    return driver;
  }

  List<Mutant> mutants() {
    return mutants;
  }

  /** A mutant that breaks the rules. */
  void breaking(FunctionText function, String what, Set<String> rules, Mutant.Edit... edits) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(what + " breaks no rule");
    }
    add(function, what, rules, Map.of(), List.of(edits));
  }

  /** A mutant that keeps what the driver does. */
  void preserving(
      FunctionText function, String what, Map<String, String> renamed, List<Mutant.Edit> edits) {
    add(function, what, Set.of(), renamed, edits);
  }

  private void add(
      FunctionText function,
      String what,
      Set<String> rules,
      Map<String, String> renamed,
      List<Mutant.Edit> edits) {
    String name = function.name() + ": " + what;
    int count = counts.merge(name, 1, Integer::sum);
    mutants.add(
        new Mutant(
            driver.folder(),
            count == 1 ? name : name + " (" + count + ")",
            what,
            driver.related(function),
            edits,
            rules,
            renamed));
  }

  // ---- edits

  static Mutant.Edit replace(Span span, String text) {
    return new Mutant.Edit(span, text);
  }

  /** A statement gone; an empty one stays, so that what it belonged to still reads. */
  static Mutant.Edit delete(Site site) {
    return new Mutant.Edit(site.span(), ";");
  }

  static Mutant.Edit before(Site site, String text) {
    return new Mutant.Edit(site.span(), "{ " + text + " " + closed(site) + " }");
  }

  static Mutant.Edit after(Site site, String text) {
    return new Mutant.Edit(site.span(), "{ " + closed(site) + " " + text + " }");
  }

  private static String closed(Site site) {
    if (site.statement() instanceof Stmt.Declaration) {
      throw new IllegalArgumentException("a declaration cannot be put into braces");
    }
    return site.text();
  }

  static Mutant.Edit insert(Span span, int offset, String text) {
    return new Mutant.Edit(new Span(span.file(), offset, offset), text);
  }
}
