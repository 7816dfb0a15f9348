package dev.irpscope.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the window remembers. A missing or broken file, or a broken value in it, means the default;
 * a file that cannot be written is reported once and otherwise ignored: settings never stop the
 * work.
 */
public final class WindowSettings {
  private static final System.Logger LOG = System.getLogger(WindowSettings.class.getName());
  private static final int RECENT = 8;
  private static final long LARGEST_FILE = 1_000_000;

  private final Path file;
  private final Properties values = new Properties();

  private Optional<Unread> unread = Optional.empty();

  private WindowSettings(Path file) {
    this.file = file;
  }

  /**
   * Reads what was saved.
   *
   * @param folder where the file is kept; made when something is first saved
   */
  public static WindowSettings load(Path folder) {
    WindowSettings settings = new WindowSettings(folder.resolve("window.properties"));
    try {
      if (Files.isRegularFile(settings.file) && Files.size(settings.file) < LARGEST_FILE) {
        try (InputStream in = Files.newInputStream(settings.file)) {
          settings.values.load(in);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.INFO, "Settings could not be read: " + e.getMessage());
      settings.values.clear();
      settings.putAside(e);
    }
    return settings;
  }

  /** The next change would write over a file that somebody may want to mend. */
  private void putAside(Exception problem) {
    Path kept = file.resolveSibling(file.getFileName() + ".broken");
    try {
      Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
      unread = Optional.of(new Unread(String.valueOf(problem.getMessage()), kept));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "Settings could not be kept: " + e.getMessage());
    }
  }

  /** Why nothing is remembered although there was a file; empty if all is well. */
  public Optional<Unread> unread() {
    return unread;
  }

  /**
   * A file that could not be read.
   *
   * @param kept where it was put aside
   */
  public record Unread(String problem, Path kept) {}

  /** Folders that were opened, the latest first; some may be gone by now. */
  public List<Path> recentFolders() {
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < RECENT; i++) {
      path(text("recent." + i, "")).filter(p -> !folders.contains(p)).ifPresent(folders::add);
    }
    return List.copyOf(folders);
  }

  /** Puts a folder in front of the recent ones. */
  public void addRecent(Path folder) {
    List<Path> folders = new ArrayList<>(recentFolders());
    Path absolute = folder.toAbsolutePath().normalize();
    folders.remove(absolute);
    folders.addFirst(absolute);
    setRecent(folders);
  }

  /** Forgets one recent folder. */
  public void removeRecent(Path folder) {
    List<Path> folders = new ArrayList<>(recentFolders());
    folders.remove(folder);
    setRecent(folders);
  }

  private void setRecent(List<Path> folders) {
    for (int i = 0; i < RECENT; i++) {
      if (i < folders.size()) {
        values.setProperty("recent." + i, folders.get(i).toString());
      } else {
        values.remove("recent." + i);
      }
    }
    save();
  }

  /** Name of the theme in lower case; {@code light} if none was chosen. */
  public String theme() {
    String theme = text("theme", "light");
    return List.of("light", "dark", "contrast").contains(theme) ? theme : "light";
  }

  public void setTheme(String theme) {
    set("theme", theme);
  }

  /** Whether nothing moves by itself. */
  public boolean isStill() {
    return text("motion", "on").equals("off");
  }

  public void setStill(boolean still) {
    set("motion", still ? "off" : "on");
  }

  /** Whether lines of code that are wider than their pane go on below themselves. */
  public boolean isWrapping() {
    return text("lines", "wrapped").equals("wrapped");
  }

  public void setWrapping(boolean wrapping) {
    set("lines", wrapping ? "wrapped" : "whole");
  }

  /** Keys that the user gave to a command; empty for those it has by itself. */
  public Optional<String> key(String command) {
    String key = values.getProperty("key." + command, "");
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  public void setKey(String command, String key) {
    set("key." + command, key);
  }

  /** Gives all commands the keys that they have by themselves. */
  public void resetKeys() {
    values.stringPropertyNames().stream().filter(k -> k.startsWith("key.")).forEach(values::remove);
    save();
  }

  /** Panes that are hidden, by id. */
  public Set<String> hiddenPanes() {
    return Stream.of(text("panes.hidden", "").split(",", -1))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  public void setHiddenPanes(Set<String> ids) {
    set("panes.hidden", String.join(",", new TreeSet<>(ids)));
  }

  /** The file that the marks of a folder are kept in; empty if none was chosen. */
  public Optional<Path> marks(Path folder) {
    return path(text("marks." + folder, ""));
  }

  public void setMarks(Path folder, Path file) {
    set("marks." + folder, file.toAbsolutePath().toString());
  }

  /** The file with the settings that a folder is analysed with; empty if none was chosen. */
  public Optional<Path> settingsFile(Path folder) {
    return path(text("settings." + folder, ""));
  }

  /** Remembers the file; empty to forget it. */
  public void setSettingsFile(Path folder, Optional<Path> file) {
    set("settings." + folder, file.map(f -> f.toAbsolutePath().toString()).orElse(""));
  }

  /** How a line is opened in the user's editor: words with {@code {file}} and {@code {line}}. */
  public String editor() {
    return text("editor", "code --goto {file}:{line}");
  }

  public void setEditor(String command) {
    set("editor", command.strip());
  }

  /** Size of ordinary text, 9 to 28. */
  public int textSize() {
    return Math.clamp(Math.round(number("text.size", 13)), 9, 28);
  }

  public void setTextSize(int size) {
    set("text.size", Integer.toString(size));
  }

  /** Size of code in a presentation, at least 32 pixels, which are 24 points. */
  public int presentCode() {
    return Math.clamp(Math.round(number("present.code", 32)), 32, 72);
  }

  public void setPresentCode(int size) {
    set("present.code", Integer.toString(Math.clamp(size, 32, 72)));
  }

  /** Size of everything else in a presentation. */
  public int presentText() {
    return Math.clamp(Math.round(number("present.text", 20)), 14, 40);
  }

  public void setPresentText(int size) {
    set("present.text", Integer.toString(Math.clamp(size, 14, 40)));
  }

  /** The window's width and height; empty if none was saved or it makes no sense. */
  public Optional<Size> windowSize() {
    double width = number("window.width", 0);
    double height = number("window.height", 0);
    return width >= 400 && height >= 300 && width < 20_000 && height < 20_000
        ? Optional.of(new Size(width, height))
        : Optional.empty();
  }

  public void setWindowSize(Size size) {
    values.setProperty("window.width", Double.toString(size.width()));
    set("window.height", Double.toString(size.height()));
  }

  /** Positions of the dividers of a split, each between 0 and 1; empty if none are saved. */
  public List<Double> dividers(String split) {
    List<Double> positions = new ArrayList<>();
    for (String part : text("dividers." + split, "").split(",", -1)) {
      double value = parse(part, -1);
      if (value <= 0 || value >= 1) {
        return List.of();
      }
      positions.add(value);
    }
    return List.copyOf(positions);
  }

  public void setDividers(String split, List<Double> positions) {
    set("dividers." + split, String.join(",", positions.stream().map(String::valueOf).toList()));
  }

  /** Forgets the sizes of panes. */
  public void resetLayout() {
    values.remove("panes.hidden");
    values.stringPropertyNames().stream()
        .filter(k -> k.startsWith("dividers."))
        .forEach(values::remove);
    save();
  }

  private String text(String key, String otherwise) {
    return values.getProperty(key, otherwise).strip();
  }

  private float number(String key, float otherwise) {
    return (float) parse(text(key, ""), otherwise);
  }

  private static double parse(String text, double otherwise) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void set(String key, String value) {
    if (!value.equals(values.getProperty(key))) {
      values.setProperty(key, value);
      save();
    }
  }

  /** Writes beside the file and moves, so that a crash leaves the old file whole. */
  private void save() {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    try {
      Files.createDirectories(parent);
      Path next = parent.resolve(file.getFileName() + ".new");
      try (OutputStream out = Files.newOutputStream(next)) {
        values.store(out, "IrpScope");
      }
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "Settings could not be saved: " + e.getMessage());
    }
  }

  /** A window's size in pixels. */
  public record Size(double width, double height) {}
}
