package dev.irpscope.analysis.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a report is written. Each gives the same text for the same content. */
public enum ReportFormat {
  TEXT("text"),
  SARIF("sarif"),
  JSON("json"),
  HTML("html"),
  MARKDOWN("md");

  private final String word;

  ReportFormat(String word) {
    this.word = word;
  }

  /** What the user calls it; also the usual extension of its files, but for text. */
  public String word() {
    return word;
  }

  public static Optional<ReportFormat> of(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.word.equals(wanted)).findFirst();
  }

  /** The whole report; lines end with LF. To be stored as UTF-8. */
  public String write(ReportContent content) {
    return switch (this) {
      case TEXT -> TextReport.write(content);
      case SARIF -> SarifReport.write(content);
      case JSON -> JsonReport.write(content);
      case HTML -> HtmlReport.write(content);
      case MARKDOWN -> MarkdownReport.write(content);
    };
  }
}
