package agreement

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/yamlpack"
	"github.com/trucewatch/trucewatch/packs"
)

// sound is a pack without a fault. Each test breaks it in one place.
const sound = `id: oak-accord
name: Oak accord, 2021
kind: ceasefire
aliases:
  - Oak accord
  - 2021 ceasefire
parties:
  - {id: norland, name: Norland, kind: state}
  - id: hill-front
    name: Hill Front
    kind: organization
signed: 2021-03-01
in_force: 2021-03-02
ends: 2021-12-31
sources:
  - Text of the accord, 1 March 2021
clauses:
  - id: I.1
    kind: cease-fire
    text: Both stop.
    citation: Article 1
    binds: [norland, hill-front]
    breach: [ASSAULT, MOBILIZE/troops]
    compliance: [RETREAT/ceasefire]
  - id: I.2
    kind: no-military-activity
    text: Nobody enters the valley.
    citation: Article 2
    binds: [norland, hill-front]
    zone: valley
    from: 2021-03-05
    until: 2021-06-30
zones:
  - id: valley
    name: the valley
    accuracy_km: 2
    note: Drawn by hand.
    polygon: [[10, 50], [11, 50], [11, 51], [10, 50]]
  - id: ridge
    name: the ridge
    accuracy_km: 1
    note: Drawn by hand.
    line: [[10, 50], [11, 51]]
`

func TestSoundPack(t *testing.T) {
	a, faults := Parse("oak-accord.yaml", []byte(sound))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if a.Clause("I.2").Zone != "valley" || a.Zone("ridge").Line[1] != (Point{11, 51}) || a.Clause("none") != nil || a.Zone("none") != nil {
		t.Errorf("read as %+v", a)
	}
}

func TestBrokenPacks(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []string // parts of the one line that a person gets
	}{
		{"no colon", "name: Oak accord, 2021", "name Oak accord, 2021", []string{"oak-accord.yaml:", "is no YAML", "look at the indent"}},
		{"tab for indent", "  - Oak accord\n", "\t- Oak accord\n", []string{"oak-accord.yaml:", "is no YAML"}},
		{"open quote", "name: Oak accord, 2021", `name: "Oak accord, 2021`, []string{"oak-accord.yaml:", "is no YAML"}},
		{"key twice", "kind: ceasefire\n", "kind: ceasefire\nkind: peace\n", []string{"oak-accord.yaml:4", "is no YAML", "kind"}},
		{"second document", "zones:", "---\nid: more\n---\nzones:", []string{"begins a second pack", "a file of its own"}},
		{"unknown field", "aliases:", "alias:", []string{":4: alias: is no field of a pack; did you mean “aliases”?"}},
		{"unknown field far from all", "signed:", "weather:", []string{":12: weather: is no field of a pack; use one of id, name, kind"}},
		{"no name", "name: Oak accord, 2021\n", "", []string{"name: is missing; add “name: …”"}},
		{"empty name", "name: Oak accord, 2021", "name:", []string{":2: name: is missing"}},
		{"no sources", "sources:\n  - Text of the accord, 1 March 2021\n", "", []string{"sources: is missing"}},
		{"no day of force", "in_force: 2021-03-02\n", "", []string{"in_force: is missing"}},
		{"id with capitals", "id: oak-accord", "id: Oak Accord", []string{`:1: id: "Oak Accord" is no id; use small letters`, "“oak-accord”"}},
		{"id unlike the file", "id: oak-accord", "id: elm-accord", []string{`:1: id: "elm-accord" is not the name of the file`, "elm-accord.yaml"}},
		{"kind misspelt", "kind: ceasefire", "kind: ceasfire", []string{`:3: kind: "ceasfire" is no kind of agreement; did you mean “ceasefire”?`}},
		{"kind of party", "kind: organization", "kind: army", []string{`:11: parties[2].kind: "army" is no kind of party; use one of organization, people, person, state`}},
		{"one-word alias", "  - 2021 ceasefire", "  - ceasefire", []string{`:6: aliases[2]: "ceasefire" is one word and would match other agreements; add the year`}},
		{"aliases no list", "aliases:\n  - Oak accord\n  - 2021 ceasefire", "aliases: Oak accord", []string{":4: aliases: is no list; write one entry a line"}},
		{"empty alias", "  - 2021 ceasefire", "  - ", []string{"aliases[2]: is empty; write something"}},
		{"day that is none", "signed: 2021-03-01", "signed: 2021-02-30", []string{`:12: signed: "2021-02-30" is no day; write it as year-month-day`}},
		{"day in words", "signed: 2021-03-01", "signed: 1 March 2021", []string{`:12: signed: "1 March 2021" is no day`}},
		{"force before signature", "in_force: 2021-03-02", "in_force: 2020-03-02", []string{":13: in_force: 2020-03-02 is before signed, 2021-03-01; check both days"}},
		{"end before force", "ends: 2021-12-31", "ends: 2021-01-31", []string{":14: ends: 2021-01-31 is before in_force"}},
		{"clause ends before it begins", "until: 2021-06-30", "until: 2021-03-04", []string{"clauses[2].until: 2021-03-04 is before from"}},
		{"party twice", "id: hill-front", "id: norland", []string{`parties[2].id: "norland" stands twice; give one of them another id`}},
		{"clause twice", "id: I.2", "id: I.1", []string{`clauses[2].id: "I.1" stands twice`}},
		{"zone twice", "id: ridge", "id: valley", []string{`zones[2].id: "valley" stands twice`}},
		{"clause id with a blank", "id: I.2", "id: I 2", []string{`clauses[2].id: "I 2" is no id of a clause`}},
		{"clause kind", "kind: cease-fire", "kind: ceasefires", []string{`:19: clauses[1].kind: "ceasefires" is no kind of clause; did you mean “cease-fire”?`}},
		{"clause without text", "    text: Both stop.\n", "", []string{"clauses[1].text: is missing"}},
		{"binds a stranger", "binds: [norland, hill-front]\n    breach", "binds: [norland, hill-frnt]\n    breach", []string{
			`:22: clauses[1].binds[2]: "hill-frnt" is no party of this pack; did you mean “hill-front”?`,
		}},
		{"binds nobody", "binds: [norland, hill-front]\n    breach", "binds: []\n    breach", []string{"clauses[1].binds: binds nobody"}},
		{"no PLOVER type", "breach: [ASSAULT, ", "breach: [ATTACK, ", []string{`:23: clauses[1].breach[1]: "ATTACK" is no PLOVER type; write a type such as ASSAULT`}},
		{"mode of another type", "MOBILIZE/troops", "MOBILIZE/aerial", []string{`clauses[1].breach[2]: "aerial" is no mode of MOBILIZE; use one of militia, police, troops, weapons`}},
		{"breach and compliance", "compliance: [RETREAT/ceasefire]", "compliance: [ASSAULT]", []string{"clauses[1].compliance: ASSAULT would be both breach and compliance"}},
		{"breach of a declaration", "kind: cease-fire", "kind: declaratory", []string{"clauses[1].breach: stands under a declaratory clause"}},
		{"zone that is not there", "zone: valley", "zone: vale", []string{`clauses[2].zone: "vale" is no zone of this pack`}},
		{"zone that is a line", "zone: valley", "zone: ridge", []string{`clauses[2].zone: "ridge" is a line, in which nothing can lie`}},
		{"accuracy of nought", "accuracy_km: 2", "accuracy_km: 0", []string{"zones[1].accuracy_km: claims a border without error", "0 is never true"}},
		{"accuracy in words", "accuracy_km: 2", "accuracy_km: good", []string{`zones[1].accuracy_km: "good" is no number`}},
		{"open ring", "[11, 51], [10, 50]]", "[11, 51], [10, 51]]", []string{"zones[1].polygon: is not closed; repeat the first point"}},
		{"two corners", "[[10, 50], [11, 50], [11, 51], [10, 50]]", "[[10, 50], [11, 50], [10, 50]]", []string{"zones[1].polygon: has fewer than four points"}},
		{"latitude first", "[[10, 50], [11, 50], [11, 51], [10, 50]]", "[[10, 50], [10, 120], [11, 51], [10, 50]]", []string{"zones[1].polygon[2]: [10, 120] lies nowhere on Earth; longitude comes first"}},
		{"three numbers", "[11, 50], [11, 51]", "[11, 50, 7], [11, 51]", []string{"zones[1].polygon[2]: is no point; write [longitude, latitude]"}},
		{"line of one point", "[[10, 50], [11, 51]]", "[[10, 50]]", []string{"zones[2].line: has fewer than two points"}},
		{"polygon and line", "    line: [[10, 50], [11, 51]]", "    line: [[10, 50], [11, 51]]\n    polygon: [[10, 50], [11, 50], [11, 51], [10, 50]]", []string{"zones[2]: needs a polygon or a line, and not both"}},
		{"no border at all", "    line: [[10, 50], [11, 51]]\n", "", []string{"zones[2]: needs a polygon or a line"}},
		{"zone as text", "  - id: ridge\n    name: the ridge\n    accuracy_km: 1\n    note: Drawn by hand.\n    line: [[10, 50], [11, 51]]\n", "  - the ridge\n", []string{"zones[2]: is no list of fields; write it as “name: value” lines"}},
	}
	if len(tests) < 25 {
		t.Fatalf("only %d broken packs", len(tests))
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			broken := strings.Replace(sound, tt.old, tt.new, 1)
			if broken == sound {
				t.Fatal("the test changes nothing")
			}
			_, faults := Parse("oak-accord.yaml", []byte(broken))
			if !tells(faults, tt.want) {
				t.Errorf("want one fault with %q, got:\n%v", tt.want, faults)
			}
			for _, f := range faults {
				if f.Line < 1 || f.What == "" || f.Remedy == "" {
					t.Errorf("a fault without line, what or remedy: %+v", f)
				}
			}
		})
	}
}

func tells(faults []yamlpack.FaultError, parts []string) bool {
	for _, f := range faults {
		all := true
		for _, p := range parts {
			all = all && strings.Contains(f.Error(), p)
		}
		if all {
			return true
		}
	}
	return false
}

func TestEmptyPack(t *testing.T) {
	for _, content := range []string{"", "# nothing\n", "---\n"} {
		_, faults := Parse("x.yaml", []byte(content))
		if !tells(faults, []string{"x.yaml:1: is empty; copy template.yaml"}) {
			t.Errorf("%q: %v", content, faults)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte("a: [1, {b: c}]\n- x"))
	f.Add([]byte("id: &a x\nname: *a\n"))
	if content, err := fs.ReadFile(packs.FS, "agreements/template.yaml"); err == nil {
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		a, faults := Parse("fuzz.yaml", content)
		if len(faults) == 0 && (a.ID != "fuzz" || len(a.Parties) == 0 || len(a.Clauses) == 0) {
			t.Errorf("no fault in %q, read as %+v", content, a)
		}
	})
}
