package field

import (
	"io"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// hxlColumns pairs each heading with its hashtag.
func hxlColumns() [][2]string {
	return [][2]string{
		{"Event ID", "#event+id"},
		{"Event type", "#event+type"},
		{"Event", "#event+name"},
		{"Status", "#status+name"},
		{"Standing", "#status+standing"},
		{"First day", "#date+start"},
		{"Last day", "#date+end"},
		{"Reported", "#date+reported"},
		{"First party", "#group+name+first"},
		{"Second party", "#group+name+second"},
		{"Place", "#loc+name"},
		{"Admin 1", "#adm1+name"},
		{"Admin 2", "#adm2+name"},
		{"Country", "#country+name"},
		{"Country code", "#country+code"},
		{"Latitude", "#geo+lat"},
		{"Longitude", "#geo+lon"},
		{"Position known to km", "#geo+radius"},
		{"Killed, lowest", "#affected+killed+min"},
		{"Killed, best", "#affected+killed+best"},
		{"Killed, highest", "#affected+killed+max"},
		{"Injured, lowest", "#affected+injured+min"},
		{"Injured, best", "#affected+injured+best"},
		{"Injured, highest", "#affected+injured+max"},
		{"Displaced, lowest", "#affected+displaced+min"},
		{"Displaced, best", "#affected+displaced+best"},
		{"Displaced, highest", "#affected+displaced+max"},
		{"Access", "#access+type"},
		{"Outlets", "#meta+source"},
		{"Links", "#meta+url"},
		{"Reports", "#meta+id"},
		{"Notes", "#description"},
	}
}

// Tagged is a table with headings, HXL hashtags and rows.
type Tagged struct {
	Columns, Tags []string
	Rows          [][]string
}

// HXLTable lays out every event under HXL 1.1 hashtags.
func HXLTable(b *Book) Tagged {
	var t Tagged
	for _, c := range hxlColumns() {
		t.Columns = append(t.Columns, c[0])
		t.Tags = append(t.Tags, c[1])
	}
	for _, e := range b.Events {
		t.Rows = append(t.Rows, row(t.Columns, b.hxlCells(e)))
	}
	return t
}

// HXL writes every event, with a second line of hashtags.
func HXL(w io.Writer, b *Book, exact bool) ([]Left, error) {
	t := HXLTable(b)
	return nil, sheet{t.Columns, t.Tags, t.Rows}.writeCSV(w, exact)
}

func (b *Book) hxlCells(e record.Event) map[string]string {
	when := NewWhen(e.Date)
	one, two := acledSides(e)
	spot := b.Spot(e.Place)
	first := ""
	for _, r := range b.tellers(e) {
		if d := string(r.Published.Date); d != "" && (first == "" || d < first) {
			first = d
		}
	}
	c := map[string]string{
		"Event ID": e.ID, "Event type": strings.Join(append([]string{e.Type}, e.Mode...), " "), "Event": b.Headline(e),
		"Status": e.Status, "Standing": e.Standing, "First day": day(when.First), "Last day": day(when.Last), "Reported": first,
		"First party": strings.Join(b.NamesOf(one), "; "), "Second party": strings.Join(b.NamesOf(two), "; "),
		"Admin 1": spot.Part(1), "Admin 2": spot.Part(2), "Country": spot.Land, "Country code": spot.iso3(),
		"Latitude": decimal(spot.Lat), "Longitude": decimal(spot.Lon), "Position known to km": decimal(spot.RadiusKM),
		"Access":  b.access[e.ID],
		"Outlets": strings.Join(b.told(e, view.Label), "; "), "Notes": b.note(e),
		"Links":   strings.Join(b.told(e, func(r record.Report) string { return string(r.URL) }), " "),
		"Reports": strings.Join(b.told(e, func(r record.Report) string { return r.ID }), " "),
	}
	if spot.Known {
		c["Place"] = spot.Name
	}
	for measure, name := range map[string]string{"killed": "Killed", "wounded": "Injured", "displaced": "Displaced"} {
		if t, ok := b.toll(e.ID, measure); ok {
			c[name+", lowest"], c[name+", best"], c[name+", highest"] = bound(t.Low), bound(t.Best), bound(t.High)
		}
	}
	return c
}
