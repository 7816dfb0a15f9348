package dev.irpscope.app.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.converter.ColorConverter;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * A region that draws with the theme's colours. Subclasses ask {@link #colour} when they draw and
 * draw again when {@link #paletteChanged} is called, which happens at the latest when the theme
 * changes.
 */
public abstract class CanvasPane extends Region {
  private static final Map<PaletteColour, CssMetaData<CanvasPane, Color>> BY_COLOUR = metaData();
  private static final List<CssMetaData<? extends Styleable, ?>> ALL = all();

  private final Map<PaletteColour, SimpleStyleableObjectProperty<Color>> colours =
      new EnumMap<>(PaletteColour.class);

  @SuppressWarnings("this-escape") // only adds a style class; nothing of a subclass is called
  protected CanvasPane() {
    getStyleClass().add("canvas-pane");
    BY_COLOUR.forEach((colour, metaData) -> {
      SimpleStyleableObjectProperty<Color> property =
          new SimpleStyleableObjectProperty<>(metaData, this, colour.name(), Color.GRAY);
      property.addListener((_, _, _) -> paletteChanged());
      colours.put(colour, property);
    });
  }

  /** The theme's value of a colour; grey until styles are applied. */
  public final Color colour(PaletteColour colour) {
    SimpleStyleableObjectProperty<Color> property = colours.get(colour);
    return property == null ? Color.GRAY : property.get();
  }

  /** A colour has changed; called once for each, so only mark what has to be drawn again. */
  protected abstract void paletteChanged();

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return ALL;
  }

  private static Map<PaletteColour, CssMetaData<CanvasPane, Color>> metaData() {
    Map<PaletteColour, CssMetaData<CanvasPane, Color>> map = new EnumMap<>(PaletteColour.class);
    for (PaletteColour colour : PaletteColour.values()) {
      map.put(colour, new ColourMetaData(colour));
    }
    return map;
  }

  private static List<CssMetaData<? extends Styleable, ?>> all() {
    List<CssMetaData<? extends Styleable, ?>> list = new ArrayList<>(Region.getClassCssMetaData());
    list.addAll(BY_COLOUR.values());
    return List.copyOf(list);
  }

  private static final class ColourMetaData extends CssMetaData<CanvasPane, Color> {
    private final PaletteColour colour;

    ColourMetaData(PaletteColour colour) {
      super(colour.property(), ColorConverter.getInstance(), Color.GRAY);
      this.colour = colour;
    }

    @Override
    public boolean isSettable(CanvasPane pane) {
      return true;
    }

    @Override
    @SuppressWarnings("NullAway") // every colour has a property from the constructor on
    public StyleableProperty<Color> getStyleableProperty(CanvasPane pane) {
      return pane.colours.get(colour);
    }
  }
}
