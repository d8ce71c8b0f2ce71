package field_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

type writer func(w io.Writer, b *field.Book, exact bool) ([]field.Left, error)

// formats lists every writer with the columns of the published format.
func formats() map[string]struct {
	write   writer
	columns []string
} {
	return map[string]struct {
		write   writer
		columns []string
	}{
		"plover.jsonl": {func(w io.Writer, b *field.Book, _ bool) ([]field.Left, error) { return field.PLOVER(w, b) }, nil},
		"icews.tsv": {field.ICEWS, strings.Split("Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|"+
			"Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude", "|")},
		"acled.csv": {field.ACLED, strings.Fields("event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 " +
			"assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location " +
			"latitude longitude geo_precision source source_scale notes fatalities tags timestamp")},
		"ucdp.csv": {field.UCDP, strings.Fields("id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name " +
			"side_a_new_id gwnoa side_a side_b_new_id gwnob side_b number_of_sources source_article source_office source_date source_headline " +
			"source_original where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country iso3 country_id region " +
			"event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown low best high")},
		"hxl.csv": {field.HXL, nil},
		"pax.csv": {field.PAX, strings.Fields("Con Contp PP PPName Reg AgtId Agt Dat Status Lgt Agtp Stage StageSub Part ThrdPart OthAgr " +
			"Ce CeProv CeGen SsrGua SsrPol SsrArm SsrDdr DdrDemil DdrProg SsrInt SsrPsf SsrFf Cor ImUN ImOth ImRef ImPK ImE ImSrc StBor StXbor")},
	}
}

func book(r record.Record) *field.Book {
	return field.NewBook(r, field.Known{StateCodes: map[string]string{"Marland": "MT", "Ostria": "AT"}})
}

func write(t *testing.T, w writer, r record.Record, exact bool) (string, []field.Left) {
	t.Helper()
	var b bytes.Buffer
	left, err := w(&b, book(r), exact)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), left
}

func TestGolden(t *testing.T) {
	for name, f := range formats() {
		t.Run(name, func(t *testing.T) {
			got, left := write(t, f.write, outputtest.Placed(), false)
			if again, _ := write(t, f.write, outputtest.Placed(), false); again != got {
				t.Error("two exports differ")
			}
			for _, l := range left {
				got += fmt.Sprintf("LEFT OUT %d %s\n", l.N, l.What)
			}
			golden.Compare(t, name, got)
		})
	}
}

// table reads a table back as other programs do.
func table(t *testing.T, name, text string) [][]string {
	t.Helper()
	if strings.HasSuffix(name, ".tsv") {
		var rows [][]string
		for line := range strings.Lines(text) {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		return rows
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestRoundTrip reads what was written and compares it with the record, on records
// that hold whatever reports may hold.
func TestRoundTrip(t *testing.T) {
	for name, f := range formats() {
		for which, r := range map[string]record.Record{"placed": outputtest.Placed(), "hostile": outputtest.Hostile(), "empty": {Format: record.Format}} {
			text, left := write(t, f.write, r, true)
			if name == "plover.jsonl" {
				continue // below
			}
			rows := table(t, name, text)
			if f.columns != nil {
				if diff := cmp.Diff(f.columns, rows[0]); diff != "" {
					t.Errorf("%s: columns (-want +got):\n%s", name, diff)
				}
			}
			ids := map[string]bool{}
			for i, row := range rows[1:] {
				if len(row) != len(rows[0]) {
					t.Errorf("%s of %s: row %d has %d cells, want %d", name, which, i, len(row), len(rows[0]))
				}
				id := slices.IndexFunc(rows[0], func(c string) bool {
					return slices.Contains([]string{"Event ID", "event_id_cnty", "id", "AgtId"}, c)
				})
				ids[row[id]] = true
			}
			delete(ids, "#event+id")
			want := len(r.Events)
			if name == "pax.csv" {
				want = len(r.Agreements)
			}
			for _, l := range left {
				want -= l.N
			}
			if len(ids) != want {
				t.Errorf("%s of %s holds %d things; with those left out it should be %d", name, which, len(ids), want)
			}
		}
	}
}

// TestSchema holds every format to what its code book asks for.
func TestSchema(t *testing.T) {
	for which, r := range map[string]record.Record{"placed": outputtest.Placed(), "hostile": outputtest.Hostile()} {
		for name, f := range formats() {
			text, left := write(t, f.write, r, true)
			format, _, _ := strings.Cut(name, ".")
			check := func(text string) (int, error) { return outputtest.CheckTable(format, text) }
			if format == "plover" {
				check = outputtest.CheckPLOVER
			}
			n, err := check(text)
			if err != nil {
				t.Errorf("%s of %s: %v", name, which, err)
			}
			for _, l := range left {
				n += l.N
			}
			if format == "plover" && n != len(r.Events) {
				t.Errorf("%s of %s: %d lines and what is left out, of %d events", name, which, n, len(r.Events))
			}
		}
	}
}

// TestSchemaChecks plants faults that the checks must find.
func TestSchemaChecks(t *testing.T) {
	for format, changes := range map[string][][2]string{
		"plover": {{`"ASSAULT"`, `"FIGHT"`}, {`"quad_code":4`, `"quad_code":3`}, {`"aerial"`, `"visit"`}, {`"GOV"`, `"GOOD"`}, {`"date":"2031-05-05"`, `"date":"5 May"`}, {`"has_event"`, `"event_is"`}},
		"acled":  {{"Air/drone strike", "Armed clash"}, {",2031,", ",2030,"}, {"Explosions/Remote violence", "Explosions"}},
		"ucdp":   {{",12,15,20", ",12,25,20"}, {",15,12,15,20", ",14,12,15,20"}, {"POINT (16.125", "POINT (x"}},
		"icews":  {{"\t195\t", "\t995\t"}, {"-10.0", "-11.0"}},
		"hxl":    {{"#event+id", "#event id"}, {"#geo+lat", "#geo+lon"}, {"2031-05-05,", "5 May,"}},
		"pax":    {{"Multiparty signed/agreed", "Signed"}, {",Cea,", ",Ceasefire,"}},
	} {
		for name, f := range formats() {
			if !strings.HasPrefix(name, format) {
				continue
			}
			text, _ := write(t, f.write, outputtest.Placed(), true)
			for _, c := range changes {
				planted := strings.Replace(text, c[0], c[1], 1)
				check := func(text string) (int, error) { return outputtest.CheckTable(format, text) }
				if format == "plover" {
					check = outputtest.CheckPLOVER
				}
				if _, err := check(planted); planted == text || err == nil {
					t.Errorf("%s: nobody sees %q for %q", format, c[1], c[0])
				}
			}
		}
	}
}

func TestPLOVERProjection(t *testing.T) {
	for _, tc := range []struct {
		kind, status string
		mode         []string
		want         string
		modes        int
	}{
		{"CONSULT", "planned", []string{"visit"}, "AGREE", 0},
		{"AID", "planned", nil, "AGREE", 0},
		{"RETREAT", "planned", []string{"withdraw"}, "CONCEDE", 0},
		{"RETREAT", "proposed", []string{"withdraw"}, "RETREAT", 1},
		{"CONSULT", "occurred", []string{"visit"}, "CONSULT", 1},
		{"THREATEN", "planned", nil, "THREATEN", 0},
	} {
		got, modes := field.Projected(record.Event{Type: tc.kind, Status: tc.status, Mode: tc.mode})
		if got != tc.want || len(modes) != tc.modes {
			t.Errorf("%s %s: %s %v, want %s", tc.status, tc.kind, got, modes, tc.want)
		}
	}
	for _, tc := range []struct {
		kind, modes string
		want        float64
		quad        int
	}{
		{"ASSAULT", "", -9, 4},
		{"ASSAULT", "beat", -7.5, 4},
		{"ASSAULT", "beat aerial", -9.5, 4},
		{"CONSULT", "phone", 1.5, 1},
		{"ACCUSE", "", -3, 3},
		{"SANCTION", "expel", -5.5, 4},
		{"RETREAT", "ceasefire", 7.5, 2},
		{"REQUEST", "meet", 0, 3},
	} {
		if got := field.Scale(tc.kind, strings.Fields(tc.modes)...); got != tc.want || field.Quad(tc.kind) != tc.quad {
			t.Errorf("%s %s: %v in quad %d, want %v in %d", tc.kind, tc.modes, got, field.Quad(tc.kind), tc.want, tc.quad)
		}
	}
}

func TestCAMEO(t *testing.T) {
	b := book(outputtest.Record())
	talks := b.Talks[0].Event
	for _, tc := range []struct {
		e    record.Event
		want string
	}{
		{record.Event{Type: "ASSAULT", Mode: []string{"aerial"}, Status: "occurred"}, "195"},
		{record.Event{Type: "ASSAULT", Status: "ongoing"}, "190"},
		{record.Event{Type: "ASSAULT", Status: "negated"}, ""},
		{record.Event{Type: "ASSAULT", Status: "planned"}, ""},
		{record.Event{Type: "CONSULT", Status: "planned"}, "036"},
		{record.Event{Type: "CONSULT", Status: "proposed"}, ""},
		{record.Event{Type: "CONSULT", Status: "occurred"}, "040"},
		{record.Event{ID: talks, Type: "CONSULT", Status: "occurred"}, "046"},
		{record.Event{Type: "RETREAT", Mode: []string{"ceasefire"}, Status: "occurred"}, "0871"},
		{record.Event{Type: "RETREAT", Mode: []string{"withdraw"}, Status: "planned"}, "0356"},
	} {
		if got, _ := field.CodeOf(b, tc.e); got.Code != tc.want {
			t.Errorf("%s %v %s: %q, want %q", tc.e.Status, tc.e.Mode, tc.e.Type, got.Code, tc.want)
		}
	}
	for kind := range strings.FieldsSeq("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT") {
		got, ok := field.CodeOf(b, record.Event{Type: kind, Status: "occurred"})
		if !ok || got.Code == "196" || got.Text == "" || got.Intensity < -10 || got.Intensity > 10 {
			t.Errorf("%s is coded %+v, %v", kind, got, ok)
		}
	}
}

func TestACLEDFiles(t *testing.T) {
	b := book(outputtest.Record())
	for _, tc := range []struct{ kind, mode, want string }{
		{"ASSAULT", "aerial", "Air/drone strike"},
		{"ASSAULT", "heavy-weapons", "Shelling/artillery/missile attack"},
		{"ASSAULT", "", "Armed clash"},
		{"PROTEST", "", "Peaceful protest"},
		{"PROTEST", "riot", "Violent demonstration"},
		{"PROTEST", "hunger", ""},
		{"RETREAT", "ceasefire", "Agreement"},
		{"COERCE", "arrest", "Arrests"},
		{"CONSULT", "", ""},
		{"ACCUSE", "", ""},
	} {
		if got, ok := field.ACLEDFile(b, record.Event{Type: tc.kind, Mode: strings.Fields(tc.mode), Status: "occurred"}); got != tc.want || ok != (tc.want != "") {
			t.Errorf("%s %s is filed as %q, want %q", tc.kind, tc.mode, got, tc.want)
		}
	}
}

// TestACLEDVocabulary holds every row against the lists of ACLED's code book.
func TestACLEDVocabulary(t *testing.T) {
	subs := strings.Split("Armed clash|Chemical weapon|Air/drone strike|Suicide bomb|Shelling/artillery/missile attack|Remote explosive/landmine/IED|Grenade|"+
		"Sexual violence|Attack|Abduction/forced disappearance|Peaceful protest|Protest with intervention|Excessive force against protesters|"+
		"Violent demonstration|Mob violence|Agreement|Arrests|Change to group/activity|Disrupted weapons use|Headquarters or base established|"+
		"Looting/property destruction|Non-violent transfer of territory|Other|Government regains territory|Non-state actor overtakes territory", "|")
	text, _ := write(t, field.ACLED, outputtest.Placed(), true)
	rows := table(t, "acled.csv", text)
	if len(rows) < 3 {
		t.Fatalf("only %d rows", len(rows))
	}
	for _, row := range rows[1:] {
		cell := func(name string) string { return row[slices.Index(rows[0], name)] }
		if !slices.Contains(subs, cell("sub_event_type")) {
			t.Errorf("ACLED has no %q", cell("sub_event_type"))
		}
		if p := cell("time_precision"); p < "1" || p > "3" || len(p) != 1 {
			t.Errorf("time_precision %q", p)
		}
		if _, err := strconv.Atoi(cell("fatalities")); err != nil {
			t.Error(err)
		}
		if got := cell("iso"); cell("country") == "Grey Hills (held by Ostria)" && got != "" {
			t.Errorf("disputed land got the code %q", got)
		}
	}
}

// TestTolls chooses between tolls of one happening whose victims are told apart.
func TestTolls(t *testing.T) {
	r := outputtest.Placed()
	id := r.Tolls[0].Event
	if got := field.Conservative(book(r), id); got != 12 {
		t.Errorf("of one toll: %d", got)
	}
	children := r.Tolls[0]
	children.Victims, children.Best, children.Views = "children", new(40), record.Views{ACLED: new(40)}
	r.Tolls = []record.Toll{children, r.Tolls[0]}
	if got := field.Conservative(book(r), id); got != 12 {
		t.Errorf("of all victims and of children: %d, want that of all", got)
	}
	r.Tolls[1].Victims = "fighters"
	if got := field.Conservative(book(r), id); got != 40 {
		t.Errorf("of children and of fighters: %d, want the higher", got)
	}
	if got := field.Conservative(book(r), "e-nothing"); got != 0 {
		t.Errorf("without a toll: %d", got)
	}
}

func TestPrecision(t *testing.T) {
	at := func(radius float64, state bool) field.Spot {
		s := field.Spot{Known: true, State: state}
		s.Lat, s.Lon = new(1.0), new(2.0)
		if radius > 0 {
			s.RadiusKM = &radius
		}
		return s
	}
	for _, tc := range []struct {
		spot                field.Spot
		ucdp, acled, plover int
	}{
		{at(0.5, false), 1, 1, 5},
		{at(4, false), 1, 1, 4},
		{at(12, false), 2, 1, 4},
		{at(40, false), 3, 2, 3},
		{at(90, false), 4, 3, 2},
		{at(400, false), 6, 3, 1},
		{at(20, true), 6, 3, 1},
		{at(0, false), 0, 0, 0},
		{field.Spot{}, 0, 0, 0},
	} {
		if u, a, p := field.UCDPWhere(tc.spot), field.ACLEDWhere(tc.spot), field.PLOVERWhere(tc.spot); u != tc.ucdp || a != tc.acled || p != tc.plover {
			t.Errorf("%+v: %d %d %d, want %d %d %d", tc.spot.RadiusKM, u, a, p, tc.ucdp, tc.acled, tc.plover)
		}
	}
	for date, want := range map[record.Nullable][2]int{
		"2031-05-06": {1, 1}, "2031-05-06/2031-05-08": {2, 2}, "2031-05-06/2031-05-12": {3, 2}, "2031-05": {4, 3},
		"2031": {5, 0}, "": {0, 0}, "soon": {0, 0},
	} {
		if u, a := field.UCDPDate(field.NewWhen(date)), field.ACLEDDate(field.NewWhen(date)); u != want[0] || a != want[1] {
			t.Errorf("%q: %d %d, want %v", date, u, a, want)
		}
	}
	for _, tc := range []struct {
		lat, lon float64
		want     int
	}{{-90, -180, 1}, {-89.75, -179.25, 2}, {-89.25, -179.75, 721}, {90, 180, 259200}, {33.5, 36.3, 247*720 + 433}} {
		if got := field.GridCell(tc.lat, tc.lon); got != tc.want {
			t.Errorf("%v %v lies in cell %d, want %d", tc.lat, tc.lon, got, tc.want)
		}
	}
}

func TestConcluded(t *testing.T) {
	for _, tc := range []struct {
		basis, states string
		want          int
	}{
		{"reports", "proposed,in force", 1},
		{"reports", "proposed,planned", 0},
		{"reports", "demanded", 0},
		{"reports", "not reached", 0},
		{"reports", "", 0},
		{"pack", "", 1},
		{"pack", "proposed", 1},
		{"reports", "void", 1},
	} {
		a := record.Agreement{ID: "a", Basis: tc.basis}
		for s := range strings.SplitSeq(tc.states, ",") {
			if s != "" {
				a.Status = append(a.Status, record.AgreementState{State: s})
			}
		}
		text, _ := write(t, field.PAX, record.Record{Agreements: []record.Agreement{a}}, false)
		if got := strings.Count(text, "\n") - 1; got != tc.want {
			t.Errorf("%s, %s: %d rows, want %d", tc.basis, tc.states, got, tc.want)
		}
	}
}

func TestSector(t *testing.T) {
	for name, want := range map[string]string{
		"Kesh Front": "UAF", "Marland army": "MIL", "the foreign ministry": "GOV", "Marland News Agency": "JRN", "pro-government forces": "UAF",
		"government forces": "MIL", "rebels": "REB", "village residents": "CVL", "Ilse Maren": "UNK", "Frontier Line": "UNK",
		"Armyworm Society": "UNK", "Red Line Party": "PTY", "high court": "JUD", "protesters": "CVL", "": "UNK",
	} {
		if got := field.Sector(record.Actor{Name: name, Kind: "organization"}); got != want {
			t.Errorf("%q is of sector %s, want %s", name, got, want)
		}
	}
	if got := field.Sector(record.Actor{Name: "Ilse Maren", Kind: "person", Roles: []record.Role{{Title: "foreign minister"}}}); got != "GOV" {
		t.Errorf("a minister is of sector %s", got)
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1 people": "'+1 people", "-cmd": "'-cmd", "@x": "'@x", "\tx": "'\tx", "＝1": "'＝1", " =1": "' =1",
		"-12.5": "-12.5", "+7": "+7", "plain": "plain", "": "", "a=b": "a=b", "'=x": "'=x",
	} {
		if got := field.Safe(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	r := outputtest.Placed()
	r.Actors[1].Name = "=HYPERLINK(\"http://x\")"
	safe, _ := write(t, field.HXL, r, false)
	exact, _ := write(t, field.HXL, r, true)
	if strings.Contains(safe, `,"=HYPER`) || !strings.Contains(exact, `,"=HYPER`) {
		t.Errorf("safe:\n%s\nexact:\n%s", safe, exact)
	}
}
