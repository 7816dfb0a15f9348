package dev.irpscope.app.cli;

import dev.irpscope.analysis.report.Product;
import dev.irpscope.app.settings.NearNames;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: reads the arguments, runs a command, turns whatever goes wrong into words. */
public final class Main {
  private static final List<String> COMMANDS = List.of("analyze", "coverage", "rules", "graph");

  private Main() {}

  /** Whether these arguments are for the command line; otherwise the window takes them. */
  public static boolean takes(String[] args) {
    List<String> given = Arrays.stream(args).filter(arg -> !arg.isBlank()).toList();
    return given.size() > 1
        || (given.size() == 1
            && (COMMANDS.contains(given.getFirst()) || given.getFirst().startsWith("-")));
  }

  /**
   * Runs a command on the process's own streams.
   *
   * @return the exit code
   */
  public static int run(String[] args) {
    return run(Console.standard(), args);
  }

  static int run(Console console, String... args) {
    try {
      return commandLine(console).execute(args);
    } catch (StackOverflowError | OutOfMemoryError e) {
      return unexpected(console, e);
    }
  }

  /** Why the window cannot open what it is asked to: there is no such folder. */
  public static Optional<String> problemWithFolder(String[] args) {
    return Arrays.stream(args)
        .filter(arg -> !arg.isBlank())
        .findFirst()
        .filter(arg -> !isThere(arg))
        .map(arg ->
            "there is no folder and no command '" + arg + "'." + NearNames.question(arg, COMMANDS));
  }

  private static boolean isThere(String argument) {
    try {
      return Files.exists(Path.of(argument));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /**
   * Prints one sentence on standard error.
   *
   * @return the exit code
   */
  public static int refuse(String sentence) {
    Console.standard().tell(sentence);
    return ExitCode.USAGE_OR_INPUT;
  }

  private static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Top());
    line.addSubcommand(new AnalyzeCommand(console));
    line.addSubcommand(new CoverageCommand(console));
    line.addSubcommand(new RulesCommand(console));
    line.addSubcommand(new GraphCommand(console));
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(version()));
    line.getCommandSpec().version(version());
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setUsageHelpWidth(96);
    line.setParameterExceptionHandler((wrong, _) -> usage(console, wrong));
    line.setExecutionExceptionHandler((problem, _, _) -> {
      Throwable cause =
          problem instanceof CompletionException && problem.getCause() != null
              ? problem.getCause()
              : problem;
      return cause instanceof InputException ? input(console, cause) : unexpected(console, cause);
    });
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static String version() {
    return Product.NAME + " " + Product.VERSION;
  }

  private static int usage(Console console, ParameterException wrong) {
    String said = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("").strip();
    String hint = "";
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      hint = near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    console.tell(
        said
            + (said.endsWith(".") ? "" : ".")
            + hint
            + " `"
            + command
            + " --help` lists the options.");
    return ExitCode.USAGE_OR_INPUT;
  }

  private static int input(Console console, Throwable problem) {
    console.tell(String.valueOf(problem.getMessage()));
    return ExitCode.USAGE_OR_INPUT;
  }

  private static int unexpected(Console console, Throwable problem) {
    if (problem instanceof OutOfMemoryError) {
      console.tell("the memory is not enough; set IRPSCOPE_OPTS=-Xmx4g and try again.");
    } else {
      console.tell(
          "something went wrong in IrpScope itself ("
              + problem.getClass().getSimpleName()
              + "); run again with IRPSCOPE_DEBUG=1 and report what it prints.");
    }
    if ("1".equals(System.getenv("IRPSCOPE_DEBUG"))) {
      problem.printStackTrace(console.err());
    }
    return ExitCode.USAGE_OR_INPUT;
  }

  /** What stands before a command. */
  @Command(
      name = "irpscope",
      mixinStandardHelpOptions = true,
      description = {
        "Checks the IRP rules of Windows drivers on their C source.",
        "Without a command the window opens: irpscope [FOLDER]"
      })
  private static final class Top implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      throw new ParameterException(
          spec.commandLine(), "Name a command: " + String.join(", ", COMMANDS));
    }
  }
}
