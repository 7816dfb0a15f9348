package dev.irpscope.app.window;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Baseline;
import dev.irpscope.analysis.report.BaselineComparison;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.MissingHeaders;
import dev.irpscope.analysis.report.Product;
import dev.irpscope.analysis.report.ReportContent;
import dev.irpscope.analysis.report.ReportFormat;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.export.GraphExport;
import dev.irpscope.app.export.GraphPath;
import dev.irpscope.app.export.SvgGraph;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Mark;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.PathText;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What leaves the window: to the clipboard, or into files that the user chooses. */
final class Exports {
  private static final List<String> HTML = List.of("html");

  private final WindowModel model;
  private final FilePlaces places;
  private Optional<Path> written = Optional.empty();

  Exports(WindowModel model, FilePlaces places) {
    this.model = model;
    this.places = places;
  }

  /** The file that was written last. */
  Optional<Path> written() {
    return written;
  }

  // Clipboard

  boolean copyLine() {
    return copy("notice.copied.finding", selected().map(PathText::line));
  }

  boolean copyMarkdown() {
    return copy("notice.copied.finding", selected().map(PathText::markdown));
  }

  boolean copyPlace() {
    return copy("notice.copied.place", selected().map(PathText::place));
  }

  /** What is known of the rules that could not be checked, for whoever mends the program. */
  boolean copyProblems() {
    List<String> lines =
        model.violations().results().stream()
            .filter(result -> result.verdict() instanceof Verdict.Failed)
            .map(Exports::problem)
            .toList();
    return copy(
        "notice.copied.problems",
        lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines) + "\n"));
  }

  private static String problem(RuleResult result) {
    Diagnostic problem = ((Verdict.Failed) result.verdict()).problem();
    String place = problem.span().map(s -> ":" + s.line()).orElse("");
    return "%s %s in %s: %s [%s] %s%s"
        .formatted(
            Product.VERSION,
            result.rule(),
            result.driver(),
            problem.message(),
            problem.code(),
            problem.path(),
            place);
  }

  boolean copyPath() {
    Selection now = model.stepping().selection();
    return copy(
        "notice.copied.path", now.violation().flatMap(v -> now.path().map(p -> markdown(v, p))));
  }

  private String markdown(Violation violation, Counterexample path) {
    return PathText.markdown(
        violation,
        path,
        mark(violation).map(Exports::words),
        step -> model.stepping().notes().of(violation, path.steps(), step));
  }

  private Optional<Violation> selected() {
    return model.stepping().selection().violation();
  }

  private boolean copy(String what, Optional<String> text) {
    text.ifPresent(t -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(t);
      Clipboard.getSystemClipboard().setContent(content);
      model.notices().post(new Notice.Copied(what));
    });
    return text.isPresent();
  }

  // Files

  /** The whole report, in the form that the file's ending asks for. */
  boolean saveReport() {
    if (!(model.screenProperty().get() instanceof Screen.Opened(Path folder, var result))) {
      return false;
    }
    String name = folder.getFileName() + "-report.html";
    places
        .save(
            Messages.get("command.exportReport"),
            name,
            List.of("html", "sarif", "json", "md", "txt"))
        .ifPresent(file ->
            write(
                "exportReport", file, report(result, end(file)).getBytes(StandardCharsets.UTF_8)));
    return true;
  }

  private String report(AnalysedFolder folder, String end) {
    ReportFormat format =
        end.equals("txt") ? ReportFormat.TEXT : ReportFormat.of(end).orElse(ReportFormat.HTML);
    Map<String, String> suppressed = new LinkedHashMap<>();
    for (Violation v : folder.report().violations()) {
      mark(v)
          .filter(m -> m.kind() == Mark.Kind.SUPPRESSED)
          .ifPresent(m -> suppressed.put(v.fingerprint(), m.note()));
    }
    return format.write(
        new ReportContent(
            folder.report(),
            RuleCatalogue.builtIn().rules(),
            Optional.empty(),
            suppressed,
            remarks(folder.report().violations())));
  }

  private Optional<Mark> mark(Violation violation) {
    return model.violations().marks().of(violation.fingerprint());
  }

  /** The marks on violations that are not put aside, and the notes on their steps. */
  private ReportContent.Remarks remarks(List<Violation> violations) {
    Map<String, String> marks = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    for (Violation v : violations) {
      mark(v)
          .filter(m -> m.kind() != Mark.Kind.SUPPRESSED)
          .ifPresent(m -> marks.put(v.fingerprint(), words(m)));
      notes.putAll(model.stepping().notes().byId(v));
    }
    return new ReportContent.Remarks(marks, notes);
  }

  private static String words(Mark mark) {
    String kind = Messages.get("mark." + mark.kind().word());
    return mark.note().isEmpty() ? kind : kind + ": " + mark.note();
  }

  /** The shown violation alone, with the notes on its steps, as a page that needs nothing else. */
  boolean saveLesson() {
    Optional<Violation> selected = selected();
    if (selected.isEmpty()
        || !(model.screenProperty().get() instanceof Screen.Opened(_, var result))) {
      return false;
    }
    Violation v = selected.get();
    places
        .save(Messages.get("command.exportLesson"), name(v) + "-lesson.html", HTML)
        .ifPresent(file ->
            write("exportLesson", file, lesson(result, v).getBytes(StandardCharsets.UTF_8)));
    return true;
  }

  private String lesson(AnalysedFolder folder, Violation v) {
    AnalysisReport whole = folder.report();
    List<RuleResult> results =
        whole.results().stream()
            .filter(r -> r.verdict().found().contains(v))
            .map(r ->
                new RuleResult(
                    r.driver(), r.rule(), new Verdict.Violated(List.of(v), r.verdict().limits())))
            .toList();
    AnalysisReport one =
        new AnalysisReport(
            whole.folder(),
            results.stream().map(RuleResult::driver).toList(),
            results,
            List.of(),
            new Coverage(0, 0, List.of(), List.of(), MissingHeaders.NONE),
            false);
    return ReportFormat.HTML.write(
        new ReportContent(
            one, RuleCatalogue.builtIn().rules(), Optional.empty(), Map.of(), remarks(List.of(v))));
  }

  /** How a file about a violation is called: by what stands in the list. */
  private static String name(Violation violation) {
    return violation.function().name() + "-" + violation.rule();
  }

  /** Puts the findings beside those of an earlier SARIF or JSON report. */
  boolean compare() {
    if (!(model.screenProperty().get() instanceof Screen.Opened(_, var result))) {
      return false;
    }
    places.open(Messages.get("command.compare")).ifPresent(file -> compare(file, result));
    return true;
  }

  private void compare(Path file, AnalysedFolder result) {
    try {
      BaselineComparison found = Baseline.read(Files.readString(file)).compare(result.report());
      model.violations().comparisonProperty().set(Optional.of(found));
      model
          .notices()
          .post(
              new Notice.Compared(
                  file,
                  found.count(BaselineComparison.State.NEW),
                  found.count(BaselineComparison.State.STILL_THERE),
                  found.gone().size()));
    } catch (IOException e) {
      model.notices().post(new Notice.Unusable(unusable(file, reason(e))));
    } catch (Baseline.NotAReportException e) {
      model.notices().post(new Notice.Unusable(unusable(file, e.getMessage() + ".")));
    }
  }

  private static String unusable(Path file, String why) {
    return Messages.get("notice.noReport", file.toString(), why);
  }

  /** The shown path as Markdown. */
  boolean savePath() {
    Selection now = model.stepping().selection();
    if (now.violation().isEmpty() || now.path().isEmpty()) {
      return false;
    }
    Violation v = now.violation().get();
    String text = markdown(v, now.path().get());
    places
        .save(Messages.get("command.exportPath"), name(v) + "-path.md", List.of("md"))
        .ifPresent(file -> write("exportPath", file, text.getBytes(StandardCharsets.UTF_8)));
    return true;
  }

  /**
   * The graph of the step's function, path highlighted.
   *
   * @param picture the drawn graph, for a picture of it
   */
  boolean saveGraph(Node picture) {
    Selection now = model.stepping().selection();
    Optional<ControlFlowGraph> graph = now.graph();
    Optional<Step> step = now.step();
    if (graph.isEmpty() || step.isEmpty() || now.violation().isEmpty()) {
      return false;
    }
    GraphPath path = GraphPath.of(now.violation().get(), step.get().function());
    Function<Path, byte[]> content =
        file ->
            switch (end(file)) {
              case "svg" -> SvgGraph.draw(graph.get(), path).getBytes(StandardCharsets.UTF_8);
              case "dot" -> GraphExport.dot(graph.get(), path).getBytes(StandardCharsets.UTF_8);
              default -> png(picture);
            };
    places
        .save(
            Messages.get("command.exportGraph"),
            step.get().function().name() + ".png",
            List.of("png", "svg", "dot"))
        .ifPresent(file -> write("exportGraph", file, content.apply(file)));
    return true;
  }

  private static byte[] png(Node node) {
    WritableImage image = node.snapshot(null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngImage.write(image, out);
    return out.toByteArray();
  }

  private static String end(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private void write(String command, Path file, byte[] content) {
    try {
      Files.write(file, content);
      model.notices().withdraw(Notice.NotWritten.class);
      model.notices().post(new Notice.Written(file));
      written = Optional.of(file);
    } catch (IOException e) {
      model.notices().withdraw(Notice.Written.class);
      model.notices().post(new Notice.NotWritten(file, e, command));
    }
  }

  static String reason(IOException problem) {
    return switch (problem) {
      case java.nio.file.NoSuchFileException _ -> Messages.get("reason.noFolder");
      case java.nio.file.AccessDeniedException _ -> Messages.get("reason.denied");
      case java.nio.file.FileSystemException e when e.getReason() != null -> e.getReason() + ".";
      default -> String.valueOf(problem.getMessage());
    };
  }
}
