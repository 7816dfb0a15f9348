package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.mutation.Mutant.Edit;
import dev.irpscope.analysis.oracle.TreeWalk;
import dev.irpscope.analysis.preprocess.Lexeme;
import dev.irpscope.analysis.preprocess.Lexer;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Changes that keep what a function does. */
final class PreservingMutations {
  private final Bench bench;
  private final DriverText driver;

  PreservingMutations(Bench bench) {
    this.bench = bench;
    this.driver = bench.driver();
  }

  void make(FunctionText function) {
    reorder(function);
    renameLocals(function);
    renameFunction(function);
    moveBody(function);
    int conditions = 0;
    for (Site site : function.sites()) {
      if (site.isWritten()) {
        invert(function, site);
        nameCondition(function, site);
        reword(function, site, conditions++);
        braces(function, site);
      }
    }
    for (CallUse call : function.calls()) {
      macro(function, call);
      helper(function, call);
    }
  }

  // ---- reorder

  private void reorder(FunctionText function) {
    for (Site site : function.sites()) {
      Optional<Site> next = site.next();
      if (next.isPresent()
          && site.isWritten()
          && next.get().isWritten()
          && independent(site.statement(), next.get().statement())) {
        bench.preserving(
            function,
            "swaps two independent statements",
            Map.of(),
            List.of(
                Bench.replace(site.span(), next.get().text()),
                Bench.replace(next.get().span(), site.text())));
      }
    }
  }

  /** Both only assign, to members or locals of different names that the other does not mention. */
  private static boolean independent(Stmt one, Stmt other) {
    Optional<Target> first = target(one);
    Optional<Target> second = target(other);
    return first.isPresent()
        && second.isPresent()
        && !second.get().mentions.contains(first.get().name)
        && !first.get().mentions.contains(second.get().name);
  }

  private record Target(String name, Set<String> mentions) {}

  private static Optional<Target> target(Stmt statement) {
    if (statement instanceof Stmt.Expression(_, _, Expr.Assign assign)
        && FunctionText.calledIn(statement).isEmpty()
        && assign.op().isEmpty()) {
      Set<String> mentions = new LinkedHashSet<>();
      mentions(assign, mentions);
      Optional<String> name =
          switch (assign.target()) {
            case Expr.Name target -> Optional.of(target.name());
            case Expr.Member target -> Optional.of(target.field());
            default -> Optional.empty();
          };
      return name.map(text -> new Target(text, mentions));
    }
    return Optional.empty();
  }

  /** Names and members; a member stands for all objects that have it. */
  private static void mentions(Expr expr, Set<String> all) {
    switch (expr) {
      case Expr.Name name -> all.add(name.name());
      case Expr.Member member -> all.add(member.field());
      default -> {}
    }
    TreeWalk.parts(expr).forEach(part -> mentions(part, all));
  }

  // ---- rename

  private void renameLocals(FunctionText function) {
    Set<String> names = new LinkedHashSet<>();
    function.locals().forEach(local -> names.add(local.name()));
    function.tree().parameters().forEach(parameter -> names.add(parameter.name()));
    names.remove("");
    int made = 0;
    for (String name : names) {
      Span span = function.span();
      List<Edit> edits = rename(span.file(), span.start(), span.end(), name, name + "Renamed");
      boolean hidden = edits.isEmpty() || usesMacros(function, name);
      if (!hidden && made++ < 3) {
        bench.preserving(function, "renames " + name, Map.of(), edits);
      }
    }
  }

  /** A macro of the driver's own may use the name without its being written. */
  private boolean usesMacros(FunctionText function, String name) {
    return function.sites().stream().anyMatch(site -> !site.isWritten())
        || driver.files().stream()
            .anyMatch(file -> file.text().contains("\\\n") && file.text().contains(name));
  }

  /** The system finds it by its name. */
  private static boolean isCalledByName(String function) {
    return Set.of("DriverEntry", "DllInitialize", "DllUnload").contains(function);
  }

  private void renameFunction(FunctionText function) {
    if (isCalledByName(function.name()) || function.name().contains("::")) {
      return;
    }
    List<Edit> edits = new ArrayList<>();
    for (SourceFile file : driver.files()) {
      edits.addAll(
          rename(file, 0, file.text().length(), function.name(), function.name() + "Renamed"));
    }
    boolean elsewhere = function.tree().storage() != Decl.Storage.STATIC;
    if (!elsewhere || driver.files().size() == 1) {
      bench.preserving(
          function, "is renamed", Map.of(function.name() + "Renamed", function.name()), edits);
    }
  }

  /** Every identifier of that name that is no member. */
  private static List<Edit> rename(SourceFile file, int from, int to, String name, String fresh) {
    List<Edit> edits = new ArrayList<>();
    String before = "";
    for (Lexeme lexeme : Lexer.lex(file)) {
      Span span = lexeme.span();
      String text = span.text();
      if (span.start() >= from
          && span.end() <= to
          && text.equals(name)
          && !before.equals("->")
          && !before.equals(".")) {
        edits.add(Bench.replace(span, fresh));
      }
      before = text;
    }
    return edits;
  }

  // ---- extract

  /** The body moves into a function of its own that the old one calls. */
  private void moveBody(FunctionText function) {
    Decl.Function tree = function.tree();
    boolean named = tree.parameters().stream().noneMatch(parameter -> parameter.name().isEmpty());
    if (!named || isCalledByName(function.name()) || function.name().contains("::")) {
      return;
    }
    Span head =
        new Span(function.span().file(), function.span().start(), function.bodySpan().start());
    Span name = tree.nameOrigin().site();
    if (!FunctionText.isWritten(tree.nameOrigin()) || name.end() > head.end()) {
      return;
    }
    String text = head.text();
    int at = name.start() - head.start();
    String moved =
        text.substring(0, at)
            + function.name()
            + "Body"
            + text.substring(at + name.text().length());
    if (!moved.startsWith("static")) {
      moved = "static " + moved;
    }
    String arguments =
        String.join(", ", tree.parameters().stream().map(Decl.Parameter::name).toList());
    boolean value = !isVoid(text.substring(0, at));
    String call = (value ? "return " : "") + function.name() + "Body(" + arguments + ");";
    String whole = moved + function.bodySpan().text() + "\n\n" + text + "{\n    " + call + "\n}";
    bench.preserving(
        function,
        "is its body's caller",
        Map.of(function.name() + "Body", function.name()),
        List.of(Bench.replace(function.span(), whole)));
  }

  private static boolean isVoid(String before) {
    return before.matches("(?s).*\\b(VOID|void)\\s*(NTAPI)?\\s*");
  }

  // ---- conditions

  private static Optional<Span> condition(Site site) {
    return site.statement() instanceof Stmt.If choice
        ? FunctionText.condition(choice)
        : Optional.empty();
  }

  private void invert(FunctionText function, Site site) {
    Optional<Span> condition = condition(site);
    if (condition.isPresent()
        && site.statement() instanceof Stmt.If choice
        && FunctionText.isWritten(choice.whenTrue().origin())) {
      String then = choice.whenTrue().origin().site().text();
      String otherwise = choice.whenFalse().map(arm -> arm.origin().site().text()).orElse("{ }");
      bench.preserving(
          function,
          "inverts a condition",
          Map.of(),
          List.of(
              Bench.replace(
                  site.span(),
                  "if (!("
                      + condition.get().text()
                      + ")) { "
                      + otherwise
                      + " } else { "
                      + then
                      + " }")));
    }
  }

  private void nameCondition(FunctionText function, Site site) {
    Optional<Span> condition = condition(site);
    if (condition.isPresent()) {
      bench.preserving(
          function,
          "gives a condition a name",
          Map.of(),
          List.of(
              Bench.replace(
                  site.span(),
                  "{ ULONG isNamed = ("
                      + condition.get().text()
                      + ") ? 1 : 0; if (isNamed) "
                      + site.text().substring(condition.get().end() + 1 - site.span().start())
                      + " }")));
    }
  }

  private void reword(FunctionText function, Site site, int ordinal) {
    Optional<Span> condition = condition(site);
    if (condition.isPresent()) {
      ConditionWording wording = ConditionWording.at(function.name(), ordinal);
      String name = function.name() + "Asks";
      String definition = wording.definition(name);
      List<Edit> edits = new ArrayList<>();
      if (!definition.isEmpty()) {
        edits.add(Bench.insert(function.span(), lineStart(function.span()), definition));
      }
      edits.add(Bench.replace(condition.get(), wording.condition(name, condition.get().text())));
      bench.preserving(function, "asks by " + wording.what(), Map.of(), edits);
    }
  }

  private void braces(FunctionText function, Site site) {
    if (site.statement() instanceof Stmt.Return(_, _, var value)
        && value.isPresent()
        && !FunctionText.calledIn(site.statement()).isEmpty()) {
      String type = resultType(function);
      if (!type.isEmpty()) {
        bench.preserving(
            function,
            "keeps what it returns in a local",
            Map.of(),
            List.of(
                Bench.replace(
                    site.span(),
                    "{ "
                        + type
                        + " kept = "
                        + FunctionText.text(value.get().origin())
                        + "; return kept; }")));
      }
    }
  }

  private static String resultType(FunctionText function) {
    String head =
        function
            .span()
            .file()
            .text()
            .substring(function.span().start(), function.tree().nameOrigin().site().start());
    for (String type : List.of("NTSTATUS", "BOOLEAN", "PIRP", "ULONG")) {
      if (head.matches("(?s)(static\\s+)?(FORCEINLINE\\s+)?" + type + "\\s+(NTAPI\\s+)?")) {
        return type;
      }
    }
    return "";
  }

  // ---- calls

  private static boolean isPlain(CallUse call) {
    return call.isStatement() && call.count() > 0 && call.name().matches("\\w+");
  }

  private void macro(FunctionText function, CallUse call) {
    if (!isPlain(call) && call.target().isEmpty() && !call.isReturned()) {
      return;
    }
    String names =
        String.join(", ", IntStream.range(0, call.count()).mapToObj(i -> "a" + i).toList());
    String uses =
        String.join(", ", IntStream.range(0, call.count()).mapToObj(i -> "(a" + i + ")").toList());
    if (!call.isWritten() || call.count() == 0 || driver.function(call.name()).isPresent()) {
      return;
    }
    bench.preserving(
        function,
        "hides " + call.name() + " in a macro",
        Map.of(),
        List.of(
            Bench.insert(
                function.span(),
                lineStart(function.span()),
                "#define HIDDEN_"
                    + call.name()
                    + "("
                    + names
                    + ") "
                    + call.name()
                    + "("
                    + uses
                    + ")\n"),
            Bench.replace(
                new Span(
                    call.span().file(),
                    call.span().start(),
                    call.span().start() + call.name().length()),
                "HIDDEN_" + call.name())));
  }

  private static int lineStart(Span span) {
    return span.file().text().lastIndexOf('\n', Math.max(0, span.start() - 1)) + 1;
  }

  /** A call statement whose arguments are variables or constants moves into a static function. */
  private void helper(FunctionText function, CallUse call) {
    if (!isPlain(call) || driver.function(call.name()).isPresent()) {
      return;
    }
    List<String> parameters = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    List<String> used = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      String text = call.argument(i);
      Optional<String> type = typeOf(function, call.call().arguments().get(i));
      if (type.isPresent()) {
        parameters.add(type.get() + "A" + i);
        passed.add(text);
        used.add("A" + i);
      } else if (text.matches("[A-Z][A-Z_0-9]+|\\d+")
          || (call.call().arguments().get(i) instanceof Expr.Name name
              && driver.function(name.name()).isPresent())) {
        used.add(text);
      } else {
        return;
      }
    }
    if (passed.isEmpty()) {
      return;
    }
    String name = function.name() + "Helper";
    bench.preserving(
        function,
        "moves " + call.name() + " into a helper",
        Map.of(name, function.name()),
        List.of(
            Bench.insert(
                function.span(),
                lineStart(function.span()),
                "static VOID "
                    + name
                    + "("
                    + String.join(", ", parameters)
                    + ")\n{\n    "
                    + call.name()
                    + "("
                    + String.join(", ", used)
                    + ");\n}\n\n"),
            Bench.replace(call.span(), name + "(" + String.join(", ", passed) + ")")));
  }

  /** The type of a variable, or of its address, as the function declares it. */
  private static Optional<String> typeOf(FunctionText function, Expr argument) {
    return switch (argument) {
      case Expr.Name name -> declared(function, name.name());
      case Expr.Unary(_, _, Expr.UnaryOp op, Expr.Name name) when op == Expr.UnaryOp.ADDRESS ->
          declared(function, name.name()).map(type -> type + "*");
      default -> Optional.empty();
    };
  }

  private static Optional<String> declared(FunctionText function, String variable) {
    for (Decl.Parameter parameter : function.tree().parameters()) {
      if (parameter.name().equals(variable)) {
        return typeText(FunctionText.text(parameter.origin()), variable);
      }
    }
    for (Decl.Variable local : function.locals()) {
      if (local.name().equals(variable)) {
        String text = function.span().file().text();
        int start = text.lastIndexOf('\n', local.origin().site().start()) + 1;
        String line = text.substring(start, local.origin().site().end());
        return line.contains(",") ? Optional.empty() : typeText(line, variable);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> typeText(String text, String variable) {
    String plain = text.replaceAll("_\\w+_(opt_)?(\\([^)]*\\))?\\s*", "").strip();
    var found =
        Pattern.compile("^([A-Z]\\w+\\s*\\**\\s*)" + variable + "\\b(?!\\s*\\[).*", Pattern.DOTALL)
            .matcher(plain);
    return found.matches() ? Optional.of(found.group(1).strip() + " ") : Optional.empty();
  }
}
