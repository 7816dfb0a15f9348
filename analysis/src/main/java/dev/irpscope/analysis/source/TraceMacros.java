package dev.irpscope.analysis.source;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for the headers that the trace preprocessor WPP generates. A driver names its trace
 * calls in comments, {@code // FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);}, in a header of its
 * folder or of a folder around it; each becomes a macro that leaves nothing.
 */
final class TraceMacros {
  private static final Pattern CALL = Pattern.compile("(?m)^\\s*//\\s*FUNC\\s+([A-Za-z_]\\w*)");

  private final DriverFolder folder;
  private final List<FolderEntry> headers;

  TraceMacros(DriverFolder folder, List<FolderEntry> entries) {
    this.folder = folder;
    this.headers = entries.stream().filter(entry -> entry.extension().equals("h")).toList();
  }

  /** The text of any {@code .tmh} that a file of {@code from} includes. */
  String text(String from) {
    TreeSet<String> calls = new TreeSet<>();
    for (FolderEntry header : headers) {
      if (around(header.folder(), from)
          && folder.read(header.path()) instanceof SourceReader.Result.Read(SourceFile file)) {
        Matcher call = CALL.matcher(file.text());
        while (call.find()) {
          calls.add(call.group(1));
        }
      }
    }
    StringBuilder text = new StringBuilder("#include <core/wdk_wpp.h>\n");
    for (String call : calls) {
      text.append("#ifndef ").append(call).append("\n#define ").append(call);
      text.append("(...) ((void)0)\n#endif\n");
    }
    return text.toString();
  }

  private static boolean around(String header, String from) {
    String base =
        header.endsWith("/inc") || header.endsWith("/include") ? Paths.folder(header) : header;
    return base.isEmpty() || from.equals(base) || from.startsWith(base + "/");
  }
}
