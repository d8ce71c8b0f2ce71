package gazetteer_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
)

// dumpRow writes one row of a dump with a made-up place: "id | name | other names |
// lat | lon | class.code | country | population".
func dumpRow(columns string) string {
	c := strings.Split(columns, "|")
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
	}
	class, code, _ := strings.Cut(c[5], ".")
	f := make([]string, 19)
	f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[14] = c[0], c[1], c[1], c[2], c[3], c[4], class, code, c[6], c[7]
	return strings.Join(f, "\t")
}

func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"readme.txt", "XX.txt", "YY.txt", "map.png"} {
		if files[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadDump(t *testing.T) {
	town := dumpRow("991 | Zarnuba | Zarnouba,زرنوبا | 33.1 | 36.2 | P.PPL | SY | 900")
	well := dumpRow("992 | Zarnuba Well |  | 33.1 | 36.2 | H.WLL | SY | 0")
	base := dumpRow("993 | Zarnuba Air Base |  | 33.2 | 36.2 | S.AIRB | SY | ")
	for _, tc := range []struct {
		name, text           string
		rows, passed, issues int
		why                  string
	}{
		{"a town, a well and a base", town + "\n" + well + "\r\n" + base + "\n", 2, 1, 0, ""},
		{"nothing", "", 0, 0, 0, ""},
		{"remarks and empty lines", "# of today\n\n" + town, 1, 0, 0, ""},
		{"too few columns", town + "\n1,2,3\n", 1, 0, 1, "it has 1 columns"},
		{"no number", strings.Replace(town, "991", "x", 1), 0, 0, 1, "is no number"},
		{"no name", dumpRow("1 |  |  | 1 | 1 | P.PPL | SY | 0"), 0, 0, 1, "no name"},
		{"not on Earth", strings.Replace(town, "33.1", "133.1", 1), 0, 0, 1, "is no position"},
		{"a count below zero", strings.Replace(town, "900", "-9", 1), 0, 0, 1, "is no count"},
		{"no text", "\xff" + strings.Replace(town, "Zarnuba", "Z\xff", 1), 0, 0, 1, "no UTF-8"},
		{"many bad rows", strings.Repeat("x\n", 50) + town, 1, 0, 21, "19 columns"},
		{"no zip after all", "PK\x03\x04 and so on", 0, 0, 1, "cannot be unpacked"},
		{"packed", string(pack(t, map[string]string{"readme.txt": "hello", "XX.txt": town + "\nbad"})), 1, 0, 1, "columns"},
		{"packed, two texts", string(pack(t, map[string]string{"XX.txt": town, "YY.txt": town})), 0, 0, 1, "several texts"},
		{"packed, none", string(pack(t, map[string]string{"map.png": "x"})), 0, 0, 1, "no .txt"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d, issues := gazetteer.ReadDump("XX", []byte(tc.text))
			if len(d.Rows) != tc.rows || d.Passed != tc.passed || len(issues) != tc.issues {
				t.Fatalf("%d rows, %d passed over, issues %v", len(d.Rows), d.Passed, issues)
			}
			if tc.issues > 0 && !strings.Contains(issues[len(issues)-1].Why, tc.why) {
				t.Errorf("issue %+v", issues[len(issues)-1])
			}
			for _, i := range issues {
				if !i.LeftOut() || !strings.HasPrefix(i.Where, "XX") {
					t.Errorf("issue %+v", i)
				}
			}
		})
	}
	_, issues := gazetteer.ReadDump("XX.txt", []byte(town+"\nx\n"))
	if issues[0].Where != "XX.txt:2" {
		t.Errorf("line of a bad row: %q", issues[0].Where)
	}
}

func FuzzReadDump(f *testing.F) {
	f.Add([]byte(dumpRow("991 | Zarnuba | Zarnouba | 33.1 | 36.2 | P.PPL | SY | 900")))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\t\t\n#"))
	f.Fuzz(func(t *testing.T, content []byte) {
		d, issues := gazetteer.ReadDump("x", content)
		again, same := gazetteer.ReadDump("x", content)
		if diff := cmp.Diff(d, again) + cmp.Diff(issues, same); diff != "" {
			t.Error(diff)
		}
		for _, r := range d.Rows {
			if r.Name == "" || r.Lat < -90 || r.Lat > 90 || r.Lon < -180 || r.Lon > 180 || r.Population < 0 {
				t.Errorf("row %+v", r)
			}
		}
	})
}

func TestWithADump(t *testing.T) {
	g := load(t)
	text := []string{
		dumpRow("991 | Zarnuba | Zarnouba,زرنوبا | 33.1 | 36.2 | P.PPL | SY | 900"),
		dumpRow("994 | Zarnuba Heights |  | 33.0 | 35.8 | P.PPL | IL | 900"), // on the Golan, whatever the code
		dumpRow("995 | Hader |  | 36.0 | 37.0 | P.PPL | SY | 9"),             // our own list has the Golan village
	}
	dump, issues := gazetteer.ReadDump("SY.txt", []byte(strings.Join(text, "\n")))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	more := g.With(dump.Rows)
	syria := gazetteer.Context{Lands: []string{"Syria"}}
	if found, ok := gazetteer.Sure(g.Lookup("Zarnuba", syria)); ok {
		t.Errorf("known before the import: %+v", found)
	}
	for name, want := range map[string]string{
		"Zarnuba": "991 Syria", "Zarnouba": "991 Syria", "زرنوبا": "991 Syria", "Zarnuba Heights": "994 Golan Heights",
	} {
		found, _ := gazetteer.Sure(more.Lookup(name, syria))
		if got := found.ID + " " + strings.Join(found.Admin, ", "); !strings.HasPrefix(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	near := gazetteer.Context{Lands: []string{"Syria"}, Near: []trucewatch.Position{{Lat: 33.2, Lon: 35.8, RadiusKM: 5}}}
	for _, name := range []string{"Hader", "Damascus", "Homs", "Daraa"} {
		a, okA := gazetteer.Sure(g.Lookup(name, near))
		b, okB := gazetteer.Sure(more.Lookup(name, near))
		if fmt.Sprint(a.ID, okA) != fmt.Sprint(b.ID, okB) {
			t.Errorf("%s is %q with the dump and %q without", name, b.ID, a.ID)
		}
	}
}
