package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.report.BaselineComparison;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** The list of violations and verdicts: grouped, sorted, filtered. */
public final class ViolationsModel {
  /** By what findings are put together. */
  public enum Grouping {
    RULE,
    FUNCTION,
    DRIVER
  }

  /** In which order the findings of a group stand. */
  public enum Order {
    SHORTEST_FIRST,
    BY_PLACE
  }

  private final SteppingModel stepping;
  private final Marks marks = new Marks();
  private final ObjectProperty<Optional<BaselineComparison>> comparison =
      new SimpleObjectProperty<>(this, "comparison", Optional.empty());
  private final ObservableList<RuleResult> results = FXCollections.observableArrayList();

  /** How many findings there are at one place, whatever the filter. */
  private Map<Place, Long> found = Map.of();

  private final ObjectProperty<Grouping> grouping =
      new SimpleObjectProperty<>(this, "grouping", Grouping.RULE);
  private final ObjectProperty<Order> order =
      new SimpleObjectProperty<>(this, "order", Order.SHORTEST_FIRST);
  private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
  private final ReadOnlyObjectWrapper<List<ViolationNode>> tree =
      new ReadOnlyObjectWrapper<>(this, "tree", List.of());

  public ViolationsModel(SteppingModel stepping) {
    this.stepping = stepping;
    results.addListener((ListChangeListener<RuleResult>) _ -> rebuild());
    grouping.addListener((_, _, _) -> rebuild());
    order.addListener((_, _, _) -> rebuild());
    filter.addListener((_, _, _) -> rebuild());
    marks.changesProperty().addListener((_, _, _) -> rebuild());
    comparison.addListener((_, _, _) -> rebuild());
  }

  /** How the findings relate to those of an earlier report; empty if there is none. */
  public ObjectProperty<Optional<BaselineComparison>> comparisonProperty() {
    return comparison;
  }

  /** What somebody thinks of the findings. */
  public Marks marks() {
    return marks;
  }

  /** What has been found so far; grows while an analysis runs. */
  public ObservableList<RuleResult> results() {
    return results;
  }

  public ObjectProperty<Grouping> groupingProperty() {
    return grouping;
  }

  public ObjectProperty<Order> orderProperty() {
    return order;
  }

  /** Words that a row must have, in any order, whatever their case. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** The top rows. */
  public ReadOnlyObjectProperty<List<ViolationNode>> treeProperty() {
    return tree.getReadOnlyProperty();
  }

  /** Violations of class defect, whatever the filter. */
  public long defectCount() {
    return all().stream().filter(v -> v.severity() == Violation.Severity.DEFECT).count();
  }

  /** Everything found, whatever the filter. */
  public long totalCount() {
    return all().size();
  }

  /** Findings that the filter lets through. */
  public int shownCount() {
    return stepping.violations().size();
  }

  private List<Violation> all() {
    return results.stream().flatMap(r -> r.verdict().found().stream()).toList();
  }

  private void rebuild() {
    found = all().stream().collect(Collectors.groupingBy(Place::of, Collectors.counting()));
    List<ViolationNode> top = new ArrayList<>();
    boolean drivers = results.stream().map(RuleResult::driver).distinct().count() > 1;
    List<Violation> matching = all().stream().filter(this::matches).sorted(comparator()).toList();
    List<Violation> aside = matching.stream().filter(this::isSuppressed).toList();
    List<Violation> shown = matching.stream().filter(v -> !isSuppressed(v)).toList();
    Map<String, List<Violation>> groups = new LinkedHashMap<>();
    shown.stream()
        .filter(v -> v.severity() == Violation.Severity.DEFECT)
        .sorted(Comparator.comparing(groupTitle()))
        .forEach(v -> groups.computeIfAbsent(groupTitle().apply(v), _ -> new ArrayList<>()).add(v));
    groups.forEach((title, violations) ->
        top.add(
            new ViolationNode.Group(
                "group-" + title,
                title,
                ViolationNode.Group.Kind.FINDINGS,
                violations.stream().anyMatch(this::isStopped),
                findings(violations, drivers))));
    List<Violation> practice =
        shown.stream().filter(v -> v.severity() != Violation.Severity.DEFECT).toList();
    if (!practice.isEmpty()) {
      top.add(
          new ViolationNode.Group(
              "group-practice",
              "",
              ViolationNode.Group.Kind.PRACTICE,
              false,
              practice.stream().<ViolationNode>map(v -> finding(v, true, drivers)).toList()));
    }
    if (!aside.isEmpty()) {
      top.add(
          new ViolationNode.Group(
              "group-suppressed",
              "",
              ViolationNode.Group.Kind.SUPPRESSED,
              false,
              aside.stream().<ViolationNode>map(v -> finding(v, true, drivers)).toList()));
    }
    addVerdicts(top, drivers);
    List<Violation> listed = new ArrayList<>();
    groups.values().forEach(listed::addAll);
    listed.addAll(practice);
    listed.addAll(aside);
    stepping.violations().setAll(listed);
    tree.set(List.copyOf(top));
  }

  private boolean isSuppressed(Violation v) {
    return marks.of(v.fingerprint()).filter(m -> m.kind() == Mark.Kind.SUPPRESSED).isPresent();
  }

  private ViolationNode.Finding finding(Violation v, boolean showsRule, boolean showsDriver) {
    return new ViolationNode.Finding(
        v,
        showsRule,
        showsDriver,
        v.opening().filter(_ -> found.getOrDefault(Place.of(v), 1L) > 1),
        marks.of(v.fingerprint()),
        comparison.get().map(c -> c.state(v)));
  }

  /** What a finding's row shows of it but for where the obligation begins. */
  private record Place(String driver, String rule, Span site) {
    static Place of(Violation v) {
      return new Place(v.driver(), v.rule(), v.site());
    }
  }

  private List<ViolationNode> findings(List<Violation> violations, boolean drivers) {
    boolean showsRule = grouping.get() != Grouping.RULE;
    boolean showsDriver = drivers && grouping.get() != Grouping.DRIVER;
    return violations.stream().<ViolationNode>map(v -> finding(v, showsRule, showsDriver)).toList();
  }

  private void addVerdicts(List<ViolationNode> top, boolean drivers) {
    List<ViolationNode> rows =
        results.stream()
            .filter(r -> r.verdict().found().isEmpty())
            .filter(r ->
                FindingFilter.of(filter.get())
                    .matchesVerdict(r.rule(), r.driver(), word(r.verdict())))
            .sorted(Comparator.comparingInt(r -> rank(r.verdict())))
            .<ViolationNode>map(r -> new ViolationNode.RuleVerdict(r, drivers, reasons(r)))
            .toList();
    if (!rows.isEmpty()) {
      top.add(
          new ViolationNode.Group(
              "group-verdicts", "", ViolationNode.Group.Kind.VERDICTS, false, rows));
    }
  }

  /** As the filter calls it. */
  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Violated _ -> "violated";
      case Verdict.NoneFound _ -> "none-found";
      case Verdict.NotApplicable _ -> "not-applicable";
      case Verdict.Inconclusive _ -> "inconclusive";
      case Verdict.Failed _ -> "failed";
    };
  }

  /** What needs attention stands first. */
  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Failed _ -> 0;
      case Verdict.Inconclusive _ -> 1;
      case Verdict.Violated _, Verdict.NoneFound _ -> 2;
      case Verdict.NotApplicable _ -> 3;
    };
  }

  private static List<ViolationNode> reasons(RuleResult result) {
    List<String> texts = new ArrayList<>();
    switch (result.verdict()) {
      case Verdict.NotApplicable(String reason) -> texts.add(reason);
      case Verdict.Inconclusive(_, String detail, _, _) -> texts.add(detail);
      case Verdict.Failed(var problem) -> texts.add(problem.message());
      case Verdict.NoneFound _, Verdict.Violated _ -> {}
    }
    texts.addAll(result.verdict().limits());
    List<ViolationNode> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String id = "reason-" + result.driver() + "-" + result.rule() + "-" + i;
      rows.add(new ViolationNode.Reason(id, texts.get(i)));
    }
    return rows;
  }

  private Function<Violation, String> groupTitle() {
    return switch (grouping.get()) {
      case RULE -> Violation::rule;
      case FUNCTION -> v -> v.function().name();
      case DRIVER -> Violation::driver;
    };
  }

  private Comparator<Violation> comparator() {
    Comparator<Violation> byPlace =
        Comparator.comparing(Violation::site).thenComparing(Violation::id);
    return switch (order.get()) {
      case BY_PLACE -> byPlace;
      case SHORTEST_FIRST ->
          Comparator.comparingInt((Violation v) -> v.shortest().steps().size())
              .thenComparing(byPlace);
    };
  }

  private boolean isStopped(Violation violation) {
    return results.stream()
        .anyMatch(r ->
            r.verdict() instanceof Verdict.Inconclusive && r.verdict().found().contains(violation));
  }

  private boolean matches(Violation v) {
    return FindingFilter.of(filter.get()).matches(v, marks.of(v.fingerprint()));
  }
}
