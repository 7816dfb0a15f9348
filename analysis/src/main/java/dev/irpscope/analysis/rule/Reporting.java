package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what a transition has to report. */
final class Reporting {
  private final Rule rule;
  private final Scope scope;

  Reporting(Rule rule, Scope scope) {
    this.rule = rule;
    this.scope = scope;
  }

  List<Outcome.Finding> findings(Transition transition) {
    if (transition.report().isEmpty()) {
      return List.of();
    }
    Transition.Report report = transition.report().get();
    Severity severity = report.severity().orElse(rule.severity());
    Optional<String> missing = transition.missing().map(this::written);
    return switch (report.kind()) {
      case VIOLATION ->
          List.of(
              new Outcome.Finding(
                  Outcome.Kind.VIOLATION, severity, message(report), Optional.empty(), missing));
      case HINT ->
          List.of(
              new Outcome.Finding(
                  Outcome.Kind.HINT, Severity.HINT, message(report), Optional.empty(), missing));
      case SUSPECTED -> {
        Instance.Suspicion suspicion =
            new Instance.Suspicion(transition.index(), message(report), captured());
        scope.suspicions().removeIf(old -> old.transition() == transition.index());
        scope.suspicions().add(suspicion);
        yield List.of(
            new Outcome.Finding(
                Outcome.Kind.SUSPECTED,
                severity,
                suspicion.message(),
                Optional.of(transition.index()),
                missing));
      }
      case CONFIRMED -> confirmed(report, severity, missing);
    };
  }

  /** What was suspected before and is no more. */
  static List<Outcome.Finding> discarded(
      Rule rule, List<Instance.Suspicion> before, List<Instance.Suspicion> after) {
    return before.stream()
        .filter(suspicion -> !after.contains(suspicion))
        .map(suspicion ->
            new Outcome.Finding(
                Outcome.Kind.DISCARDED,
                rule.severity(),
                suspicion.message(),
                Optional.of(suspicion.transition()),
                Optional.empty()))
        .toList();
  }

  private List<Outcome.Finding> confirmed(
      Transition.Report report, Severity severity, Optional<String> missing) {
    List<Outcome.Finding> findings = new ArrayList<>();
    for (Instance.Suspicion suspicion : scope.suspicions()) {
      Transition suspecting = rule.transitions().get(suspicion.transition());
      String message =
          report
              .message()
              .map(template -> template.fill(name -> shown(suspicion, name)))
              .orElse(suspicion.message());
      findings.add(
          new Outcome.Finding(
              Outcome.Kind.CONFIRMED,
              report
                  .severity()
                  .or(() -> suspecting.report().flatMap(Transition.Report::severity))
                  .orElse(severity),
              message,
              Optional.of(suspicion.transition()),
              missing.or(() -> suspecting.missing().map(this::written))));
    }
    scope.suspicions().clear();
    return findings;
  }

  private String shown(Instance.Suspicion suspicion, String name) {
    return scope
        .shown(name)
        .or(() -> Optional.ofNullable(suspicion.shown().get(name)))
        .orElse("...");
  }

  private String message(Transition.Report report) {
    return report
        .message()
        .map(template -> template.fill(name -> scope.shown(name).orElse("...")))
        .orElse("");
  }

  /** How the names that a confirmation may use read now. */
  private Map<String, String> captured() {
    Map<String, String> shown = new TreeMap<>();
    for (Transition transition : rule.transitions()) {
      if (transition.target() instanceof Transition.Target.Confirmed) {
        transition
            .report()
            .flatMap(Transition.Report::message)
            .ifPresent(template ->
                template
                    .names()
                    .forEach(name -> scope.shown(name).ifPresent(text -> shown.put(name, text))));
      }
    }
    return shown;
  }

  private String written(Transition.MissingCallPattern call) {
    List<String> arguments = new ArrayList<>();
    for (Pattern pattern : call.arguments().head()) {
      arguments.add(written(pattern));
    }
    if (call.arguments().rest()) {
      arguments.add("...");
    }
    for (Pattern pattern : call.arguments().tail()) {
      arguments.add(written(pattern));
    }
    return call.function() + "(" + String.join(", ", arguments) + ")";
  }

  private String written(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Anything _ -> "...";
      case Pattern.Bind(String name) -> scope.shown(name).orElse("...");
      case Pattern.Subject(String name) -> scope.shown(name).orElse("...");
      case Pattern.Remembered(String variable) -> scope.shown(variable).orElse("...");
      case Pattern.Constant(String text, _) -> text;
    };
  }
}
