package dev.irpscope.analysis.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Macros that project files compile their sources with. All configurations of a project are taken
 * together; what tells them apart, such as {@code DBG} or the architecture, is left out: that is
 * chosen by whoever analyses.
 */
final class ProjectDefines {
  private static final Set<String> CONFIGURATION =
      Set.of(
          "DBG",
          "_DEBUG",
          "DEBUG",
          "NDEBUG",
          "WIN32",
          "_WIN32",
          "WIN64",
          "_WIN64",
          "_X86_",
          "i386",
          "_AMD64_",
          "AMD64",
          "_ARM_",
          "ARM",
          "_ARM64_",
          "ARM64",
          "_KERNEL_MODE",
          "_MSC_VER");

  /** Words of {@code target_compile_definitions} that define nothing. */
  private static final Set<String> CMAKE_WORDS = Set.of("PRIVATE", "PUBLIC", "INTERFACE");

  private static final Pattern DEFINE = Pattern.compile("[A-Za-z_]\\w*(=.*)?");
  private static final Pattern ELEMENT =
      Pattern.compile(
          "<(ClCompile|ResourceCompile|Midl)\\b([^>]*)>"
              + "|<PreprocessorDefinitions[^>]*>([^<]*)</PreprocessorDefinitions>");

  private static final Pattern OLD_TOOL =
      Pattern.compile(
          "<Tool\\s+Name=\"VC(?:CLCompiler|NMake)Tool\"[^>]*\\sPreprocessorDefinitions=\"([^\"]*)\"");

  private ProjectDefines() {}

  /** Those of a Visual Studio project, without those of single files. */
  static List<String> visualStudio(String text) {
    List<String> defines = new ArrayList<>();
    boolean compiles = false;
    Matcher element = ELEMENT.matcher(text);
    while (element.find()) {
      if (element.group(1) != null) {
        compiles = element.group(1).equals("ClCompile") && !element.group(2).contains("Include=");
      } else if (compiles) {
        defines.addAll(known(Arrays.asList(element.group(3).strip().split("\\s*;\\s*", -1))));
      }
    }
    return defines;
  }

  /** Those of a project of Visual Studio before 2010, without those of single files. */
  static List<String> oldVisualStudio(String text) {
    int files = text.indexOf("<Files>");
    Matcher defined = OLD_TOOL.matcher(files < 0 ? text : text.substring(0, files));
    List<String> defines = new ArrayList<>();
    while (defined.find()) {
      defines.addAll(known(Arrays.asList(defined.group(1).strip().split("\\s*[;,]\\s*", -1))));
    }
    return defines;
  }

  /** Those among compiler options: {@code -DNAME}, {@code /DNAME=VALUE}. */
  static List<String> options(List<String> options) {
    return known(
        options.stream()
            .filter(option -> option.startsWith("-D") || option.startsWith("/D"))
            .map(option -> option.substring(2))
            .toList());
  }

  /** Those that are words, and do not tell configurations apart. */
  static List<String> known(List<String> words) {
    return words.stream()
        .filter(word -> DEFINE.matcher(word).matches())
        .filter(word -> !word.contains("$("))
        .filter(word -> !CMAKE_WORDS.contains(word) && !CONFIGURATION.contains(name(word)))
        .toList();
  }

  static String name(String define) {
    int equals = define.indexOf('=');
    return equals < 0 ? define : define.substring(0, equals);
  }
}
