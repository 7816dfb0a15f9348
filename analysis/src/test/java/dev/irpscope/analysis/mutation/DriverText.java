package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.frontend.DeclarationCache;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A driver as text and trees, and what its text says at a glance: which functions are dispatch or
 * completion routines, who calls whom, where an IRP comes from. Nothing of this is asked of the
 * engine, which is what is tested.
 */
final class DriverText {
  private static final Pattern DISPATCH =
      Pattern.compile("MajorFunction\\s*\\[\\s*(\\w+)\\s*\\]\\s*=\\s*(\\w+)\\s*;");

  private final Path folder;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<FunctionText> functions = new ArrayList<>();
  private final Map<String, FunctionText> byName = new LinkedHashMap<>();
  private final Map<String, Set<String>> majors = new LinkedHashMap<>();
  private final Set<String> completions = new LinkedHashSet<>();
  private final Set<String> dpcs = new LinkedHashSet<>();
  private final Map<String, List<CallUse>> callers = new LinkedHashMap<>();

  /** Where an IRP comes from. */
  enum IrpOrigin {
    INCOMING,
    IO_ALLOCATE,
    FSD,
    SYNCHRONOUS,
    CONTROL,
    COMPLETION,
    UNKNOWN
  }

  private DriverText(Path folder) {
    this.folder = folder;
  }

  static DriverText read(Path folder) {
    DriverText driver = new DriverText(folder);
    DriverFolder opened = DriverFolder.open(folder);
    HeaderSearch headers =
        HeaderSearch.inOrder(List.of(opened.headerSearch(List.of()), new BuiltInHeaders()));
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), headers, new PreprocessorCache());
    DeclarationCache cache = new DeclarationCache();
    for (String path : opened.sources()) {
      if (opened.read(path) instanceof SourceReader.Result.Read(SourceFile file)) {
        driver.files.add(file);
        driver.add(
            file, UnitReader.read(preprocessor.preprocess(file), cache).unit().declarations());
      }
    }
    driver.roles();
    return driver;
  }

  private void add(SourceFile file, List<Decl> declarations) {
    for (Decl declaration : declarations) {
      if (declaration instanceof Decl.Function function
          && function.origin().site().file().path().equals(file.path())
          && FunctionText.isWritten(function.origin())) {
        FunctionText text = new FunctionText(function);
        functions.add(text);
        byName.put(text.name(), text);
      } else if (declaration instanceof Decl.Prototype prototype) {
        switch (prototype.roleType().orElse("")) {
          case "DRIVER_DISPATCH" -> majors.computeIfAbsent(prototype.name(), _ -> new TreeSet<>());
          case "IO_COMPLETION_ROUTINE" -> completions.add(prototype.name());
          case "KDEFERRED_ROUTINE" -> dpcs.add(prototype.name());
          default -> {}
        }
      }
    }
  }

  private void roles() {
    for (SourceFile file : files) {
      Matcher found = DISPATCH.matcher(file.text());
      while (found.find()) {
        majors.computeIfAbsent(found.group(2), _ -> new TreeSet<>()).add(found.group(1));
      }
    }
    for (FunctionText function : functions) {
      for (CallUse call : function.calls()) {
        callers.computeIfAbsent(call.name(), _ -> new ArrayList<>()).add(call);
        registration(call).flatMap(one -> call.name(one.routine())).ifPresent(completions::add);
      }
    }
  }

  Path folder() {
    return folder;
  }

  List<SourceFile> files() {
    return files;
  }

  List<FunctionText> functions() {
    return functions;
  }

  Optional<FunctionText> function(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  List<CallUse> callers(String name) {
    return callers.getOrDefault(name, List.of());
  }

  boolean isDispatch(FunctionText function) {
    return majors.containsKey(function.name()) && function.tree().parameters().size() == 2;
  }

  Set<String> majors(FunctionText function) {
    return majors.getOrDefault(function.name(), Set.of());
  }

  boolean isCompletion(FunctionText function) {
    return completions.contains(function.name());
  }

  boolean isDpc(FunctionText function) {
    return dpcs.contains(function.name());
  }

  /** The incoming IRP of a dispatch routine. */
  String incoming(FunctionText dispatch) {
    return dispatch.tree().parameters().get(1).name();
  }

  /** Dispatch routines that call the function, itself included; through names only. */
  Set<FunctionText> dispatchRoutines(FunctionText function) {
    Set<FunctionText> seen = new LinkedHashSet<>();
    Set<FunctionText> found = new LinkedHashSet<>();
    climb(function, seen);
    seen.stream().filter(this::isDispatch).forEach(found::add);
    return found;
  }

  /** The function and all that call it; of a completion routine also those that register it. */
  Set<String> related(FunctionText function) {
    Set<FunctionText> seen = new LinkedHashSet<>();
    climb(function, seen);
    for (FunctionText one : List.copyOf(seen)) {
      registrationsOf(one.name()).forEach(other -> climb(other.call().site().function(), seen));
    }
    Set<String> names = new TreeSet<>();
    seen.forEach(one -> names.add(one.name()));
    return names;
  }

  private void climb(FunctionText function, Set<FunctionText> seen) {
    if (seen.add(function)) {
      callers(function.name()).forEach(call -> climb(call.site().function(), seen));
    }
  }

  /** What the function returns is what a dispatch routine returns, whoever calls it. */
  boolean isTail(FunctionText function) {
    return isTail(function, new LinkedHashSet<>());
  }

  private boolean isTail(FunctionText function, Set<FunctionText> seen) {
    if (!seen.add(function)) {
      return false;
    }
    List<CallUse> calls = callers(function.name());
    boolean called =
        calls.stream().allMatch(call -> call.isReturned() && isTail(call.site().function(), seen));
    return called && (isDispatch(function) || !calls.isEmpty());
  }

  /** A call that registers a completion routine. */
  Optional<Registration> registration(CallUse call) {
    if (call.name().equals("IoSetCompletionRoutine") && call.count() == 6) {
      return Optional.of(new Registration(call, 0));
    }
    if (call.name().equals("IoSetCompletionRoutineEx") && call.count() == 7) {
      return Optional.of(new Registration(call, 1));
    }
    return Optional.empty();
  }

  record Registration(CallUse call, int irp) {
    int routine() {
      return irp + 1;
    }

    int context() {
      return irp + 2;
    }

    int onSuccess() {
      return irp + 3;
    }

    boolean isEx() {
      return irp == 1;
    }
  }

  List<Registration> registrations(FunctionText function) {
    return function.calls().stream().flatMap(call -> registration(call).stream()).toList();
  }

  /** The registrations that name a routine. */
  List<Registration> registrationsOf(String routine) {
    return functions.stream()
        .flatMap(function -> registrations(function).stream())
        .filter(one -> one.call().name(one.routine()).equals(Optional.of(routine)))
        .toList();
  }

  /** Where the IRP comes from that an argument names; empty if that is not one place. */
  Optional<IrpOrigin> origin(CallUse call, int argument) {
    return call.name(argument).flatMap(name -> origin(call.site().function(), name));
  }

  Optional<IrpOrigin> origin(FunctionText function, String variable) {
    Set<IrpOrigin> found = new TreeSet<>();
    origins(function, variable, found, new LinkedHashSet<>());
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }

  private void origins(
      FunctionText function, String variable, Set<IrpOrigin> found, Set<String> seen) {
    if (!seen.add(function.name() + "/" + variable)) {
      return;
    }
    int parameter = function.parameter(variable);
    if (parameter >= 0) {
      if (isDispatch(function) && parameter == 1) {
        found.add(IrpOrigin.INCOMING);
      } else if (isCompletion(function) && parameter == 1) {
        found.add(IrpOrigin.COMPLETION);
      } else {
        if (callers(function.name()).isEmpty()) {
          found.add(IrpOrigin.UNKNOWN);
        }
        for (CallUse call : callers(function.name())) {
          if (parameter < call.count()) {
            value(call.site().function(), call.call().arguments().get(parameter), found, seen);
          }
        }
      }
    }
    boolean local = parameter < 0;
    List<Expr> values = function.values(variable);
    if (local && values.isEmpty()) {
      found.add(IrpOrigin.UNKNOWN);
    }
    values.forEach(value -> value(function, value, found, seen));
  }

  private void value(FunctionText function, Expr value, Set<IrpOrigin> found, Set<String> seen) {
    switch (FunctionText.bare(value)) {
      case Expr.Name name -> origins(function, name.name(), found, seen);
      case Expr.IntLiteral _ -> {}
      case Expr.Call call when FunctionText.bare(call.callee()) instanceof Expr.Name callee ->
          made(callee.name(), found, seen);
      default -> found.add(IrpOrigin.UNKNOWN);
    }
  }

  private void made(String callee, Set<IrpOrigin> found, Set<String> seen) {
    switch (callee) {
      case "IoAllocateIrp", "IoAllocateIrpEx" -> found.add(IrpOrigin.IO_ALLOCATE);
      case "IoBuildAsynchronousFsdRequest" -> found.add(IrpOrigin.FSD);
      case "IoBuildSynchronousFsdRequest" -> found.add(IrpOrigin.SYNCHRONOUS);
      case "IoBuildDeviceIoControlRequest" -> found.add(IrpOrigin.CONTROL);
      default -> {
        Optional<FunctionText> helper = function(callee);
        if (helper.isEmpty()) {
          found.add(IrpOrigin.UNKNOWN);
        } else {
          helper.get().returned().forEach(value -> value(helper.get(), value, found, seen));
        }
      }
    }
  }

  /** A function of the driver that certainly completes its parameter and returns. */
  Optional<Integer> completedParameter(String name) {
    Optional<FunctionText> function = function(name);
    if (function.isEmpty()) {
      return Optional.empty();
    }
    List<Object> top = new ArrayList<>(function.get().tree().body().statements());
    for (CallUse call : function.get().calls()) {
      if (top.stream().anyMatch(call.site().statement()::equals)) {
        Optional<Integer> argument =
            call.name().equals("IoCompleteRequest")
                ? Optional.of(0)
                : call.name().equals(name) ? Optional.empty() : completedParameter(call.name());
        Optional<Integer> parameter =
            argument
                .filter(index -> index < call.count())
                .flatMap(call::name)
                .map(function.get()::parameter)
                .filter(index -> index >= 0);
        if (parameter.isPresent()) {
          return parameter;
        }
      }
    }
    return Optional.empty();
  }

  /** The IRP that a call completes: by IoCompleteRequest or by a helper that does so. */
  Optional<Integer> completedArgument(CallUse call) {
    return call.name().equals("IoCompleteRequest")
        ? Optional.of(0)
        : completedParameter(call.name()).filter(index -> index < call.count());
  }
}
