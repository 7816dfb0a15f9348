package dev.irpscope.app.viewmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something that the user should know and that stands in nobody's way: a strip, not a dialog. */
public sealed interface Notice {
  /** A later notice of the same kind takes the place of an earlier one. */
  default String id() {
    return getClass().getSimpleName();
  }

  /**
   * The folder is not as it was analysed.
   *
   * @param files relative paths, sorted; at least one
   */
  record FilesChanged(List<String> files) implements Notice {
    public FilesChanged {
      files = List.copyOf(files);
    }
  }

  /** The open folder was moved, renamed or deleted; what was analysed can still be looked at. */
  record FolderGone(Path folder) implements Notice {}

  /** The violation that was selected is not found any more. */
  record ViolationGone(String rule, String function) implements Notice {}

  /** Rules that could not be checked; all others were. */
  record RulesFailed(List<String> rules) implements Notice {
    public RulesFailed {
      rules = List.copyOf(rules);
    }
  }

  /** A file that the user chose cannot be used; the sentence says why. */
  record Unusable(String sentence) implements Notice {}

  /** The memory was not enough; so many verdicts were finished before. */
  record OutOfMemory(int finished) implements Notice {}

  /** The analysis ended by a mistake of ours; so many verdicts were finished before. */
  record EndedEarly(int finished, String sentence) implements Notice {}

  /** The settings file has a mistake; the sentence says which, and where. */
  record SettingsUnusable(String sentence) implements Notice {}

  /** The settings are not those that the folder was analysed with. */
  record SettingsChanged() implements Notice {}

  /** What was set is forgotten with the window unless a file is chosen for it. */
  record SettingsNotKept() implements Notice {}

  /**
   * Something could not be written; it can be written elsewhere.
   *
   * @param again the command that asks for another place
   */
  record NotWritten(Path target, IOException problem, String again) implements Notice {}

  /** The findings were compared with those of an earlier report. */
  record Compared(Path earlier, long fresh, long still, int gone) implements Notice {}

  /** Something was written. */
  record Written(Path target) implements Notice {}

  /** Something was put on the clipboard; {@code what} is a key of the texts. */
  record Copied(String what) implements Notice {}
}
