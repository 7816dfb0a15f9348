package dev.irpscope.analysis.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads project files as text, without building anything: {@code .vcxproj}, the {@code .vcproj} of
 * Visual Studio before 2010, the {@code sources} of the old build tool, {@code CMakeLists.txt}.
 * What is not understood is passed over.
 */
final class ProjectFiles {
  private static final Pattern REFERENCE =
      Pattern.compile("<ProjectReference\\s+Include=\"([^\"]*)\"");

  private static final Pattern DEPENDENCIES =
      Pattern.compile("<AdditionalDependencies>([^<]*)</AdditionalDependencies>");

  private static final Pattern RELATIVE_PATH =
      Pattern.compile("<File\\s+RelativePath=\"([^\"]*)\"");

  private ProjectFiles() {}

  /** The projects in the file at {@code path}; none if it names no source. */
  static List<ProjectFile> read(String path, String text) {
    String name = Paths.name(path).toLowerCase(Locale.ROOT);
    List<ProjectFile> found;
    if (name.endsWith(".vcxproj")) {
      found = visualStudio(Paths.stem(path), text);
    } else if (name.endsWith(".vcproj")) {
      found = oldVisualStudio(Paths.stem(path), text);
    } else if (name.equals("sources")) {
      found = oldBuild(Paths.name(Paths.folder(path)), text);
    } else {
      found = cmake(text);
    }
    return found.stream().filter(project -> !project.sources().isEmpty()).toList();
  }

  private static List<ProjectFile> visualStudio(String stem, String text) {
    String live = withoutXmlComments(text);
    List<String> sources = new ArrayList<>();
    int at = 0;
    while ((at = live.indexOf("<ClCompile", at)) >= 0) {
      int end = live.indexOf('>', at);
      if (end < 0) {
        break;
      }
      String element = live.substring(at, end);
      int include = element.indexOf("Include=");
      if (include >= 0 && include + 8 < element.length()) {
        char quote = element.charAt(include + 8);
        int close = element.indexOf(quote, include + 9);
        if (close > 0) {
          for (String source : element.substring(include + 9, close).split(";", -1)) {
            sources.add(withoutProjectDir(xmlText(source)));
          }
        }
      }
      at = end;
    }
    boolean driver = live.contains("<ConfigurationType>Driver<") || live.contains("<DriverType>");
    List<String> links = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(live);
    while (reference.find()) {
      links.add(linked(xmlText(reference.group(1))));
    }
    Matcher dependencies = DEPENDENCIES.matcher(live);
    while (dependencies.find()) {
      for (String one : xmlText(dependencies.group(1)).split(";", -1)) {
        links.add(linked(one));
      }
    }
    return List.of(
        new ProjectFile(stem, sources, driver, ProjectDefines.visualStudio(live), links));
  }

  /** The name of the target that a path to a library or a project stands for. */
  private static String linked(String path) {
    return Paths.stem(path.strip().replace('\\', '/')).toLowerCase(Locale.ROOT);
  }

  private static List<ProjectFile> oldVisualStudio(String stem, String text) {
    String live = withoutXmlComments(text);
    List<String> sources = new ArrayList<>();
    Matcher file = RELATIVE_PATH.matcher(live);
    while (file.find()) {
      sources.add(xmlText(file.group(1)));
    }
    return List.of(
        new ProjectFile(stem, sources, false, ProjectDefines.oldVisualStudio(live), List.of()));
  }

  private static String withoutXmlComments(String text) {
    StringBuilder live = new StringBuilder(text.length());
    int at = 0;
    while (true) {
      int open = text.indexOf("<!--", at);
      if (open < 0) {
        return live.append(text, at, text.length()).toString();
      }
      live.append(text, at, open);
      int close = text.indexOf("-->", open);
      if (close < 0) {
        return live.toString();
      }
      at = close + 3;
    }
  }

  private static String xmlText(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
        .strip();
  }

  private static String withoutProjectDir(String source) {
    for (String variable :
        List.of("$(ProjectDir)", "$(MSBuildProjectDirectory)\\", "$(MSBuildThisFileDirectory)")) {
      if (source.startsWith(variable)) {
        return source.substring(variable.length());
      }
    }
    return source;
  }

  private static List<ProjectFile> oldBuild(String folderName, String text) {
    Map<String, String> values = new HashMap<>();
    String joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    for (String line : joined.lines().toList()) {
      String live = line.indexOf('#') >= 0 ? line.substring(0, line.indexOf('#')) : line;
      int equals = live.indexOf('=');
      if (equals > 0) {
        String variable = live.substring(0, equals).strip().toUpperCase(Locale.ROOT);
        values.merge(variable, live.substring(equals + 1).strip(), (a, b) -> a + " " + b);
      }
    }
    List<String> sources = new ArrayList<>();
    StringTokenizer words = new StringTokenizer(values.getOrDefault("SOURCES", ""));
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (!word.startsWith("$")) {
        sources.add(word);
      }
    }
    String type = values.getOrDefault("TARGETTYPE", "").toUpperCase(Locale.ROOT);
    String target = values.getOrDefault("TARGETNAME", folderName);
    String options =
        values.getOrDefault("C_DEFINES", "") + " " + values.getOrDefault("USER_C_FLAGS", "");
    List<String> flags = List.of(options.split("\\s+", -1));
    List<String> links = new ArrayList<>();
    StringTokenizer libraries = new StringTokenizer(values.getOrDefault("TARGETLIBS", ""));
    while (libraries.hasMoreTokens()) {
      links.add(linked(libraries.nextToken()));
    }
    boolean driver = type.startsWith("DRIVER") && !type.equals("DRIVER_LIBRARY");
    return List.of(new ProjectFile(target, sources, driver, ProjectDefines.options(flags), links));
  }

  private static List<ProjectFile> cmake(String text) {
    Map<String, List<String>> variables = new HashMap<>();
    List<ProjectFile> projects = new ArrayList<>();
    Map<String, List<String>> targets = new java.util.LinkedHashMap<>();
    Map<String, Boolean> drivers = new HashMap<>();
    Map<String, List<String>> links = new HashMap<>();
    List<String> defines = new ArrayList<>();
    for (CmakeCommand command : CmakeCommand.parse(text)) {
      List<String> arguments = command.expanded(variables);
      if (arguments.isEmpty()) {
        continue;
      }
      String first = arguments.getFirst();
      List<String> rest = arguments.subList(1, arguments.size());
      switch (command.name()) {
        case "set" -> variables.put(first, List.copyOf(rest));
        case "list" -> {
          if (first.equalsIgnoreCase("APPEND") && !rest.isEmpty()) {
            variables.computeIfAbsent(rest.getFirst(), _ -> List.of());
            variables.merge(
                rest.getFirst(), rest.subList(1, rest.size()), ProjectFiles::concatenated);
          }
        }
        case "add_definitions" -> defines.addAll(ProjectDefines.options(arguments));
        case "add_compile_definitions" -> defines.addAll(ProjectDefines.known(arguments));
        case "target_compile_definitions" -> defines.addAll(ProjectDefines.known(rest));
        case "file" -> {
          if (first.toUpperCase(Locale.ROOT).startsWith("GLOB") && !rest.isEmpty()) {
            variables.put(rest.getFirst(), List.copyOf(rest.subList(1, rest.size())));
          }
        }
        case "add_library",
            "add_executable",
            "target_sources",
            "wdk_add_driver",
            "wdk_add_library" -> {
          targets.merge(first, CmakeCommand.sources(rest), ProjectFiles::concatenated);
          drivers.merge(first, command.name().equals("wdk_add_driver"), Boolean::logicalOr);
        }
        case "target_link_libraries" ->
            links.merge(
                first,
                rest.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
                ProjectFiles::concatenated);
        default -> {}
      }
    }
    targets.forEach((target, sources) ->
        projects.add(
            new ProjectFile(
                target,
                sources,
                drivers.getOrDefault(target, false),
                defines,
                links.getOrDefault(target, List.of()))));
    return projects;
  }

  private static List<String> concatenated(List<String> a, List<String> b) {
    List<String> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }
}
