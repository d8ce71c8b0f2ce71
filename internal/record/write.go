package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strconv"
)

// Marshal writes r as JSON: one line for each element of the outer lists, so that
// two records can be compared line by line, no other white space, and letters as
// UTF-8. The same record gives the same bytes. It writes r as it stands; bring it
// into the documented order with [Sort] first.
func Marshal(w io.Writer, r Record) error {
	e := newEncoder(w)
	v := reflect.ValueOf(r)
	for i := range v.NumField() {
		separator := ",\n"
		if i == 0 {
			separator = "{\n"
		}
		e.text(separator + strconv.Quote(v.Type().Field(i).Tag.Get("json")) + ":")
		if field := v.Field(i); field.Kind() == reflect.Slice && field.Len() > 0 {
			e.lines(field)
		} else {
			e.value(field)
		}
	}
	e.text("\n}\n")
	return e.end("record")
}

// Encode writes a value made of the types of a record as JSON, as [Marshal] does: nil
// lists as [], empty Nullables as null.
func Encode(w io.Writer, value any) error {
	e := newEncoder(w)
	e.value(reflect.ValueOf(value))
	e.text("\n")
	return e.end("JSON")
}

// encoder writes values with nil lists as [] and empty Nullables as null, which
// encoding/json cannot be told to do without copying the record.
type encoder struct {
	out     *bufio.Writer
	word    bytes.Buffer
	strings *json.Encoder
	err     error
	// names are what stands before the value of each field of a type.
	names map[reflect.Type][]string
}

func newEncoder(w io.Writer) *encoder {
	const buffer = 64 << 10
	e := &encoder{out: bufio.NewWriterSize(w, buffer), names: map[reflect.Type][]string{}}
	e.strings = json.NewEncoder(&e.word)
	e.strings.SetEscapeHTML(false)
	return e
}

// end writes out what is still held back; the error names what could not be written.
func (e *encoder) end(what string) error {
	if e.err == nil {
		e.err = e.out.Flush()
	}
	if e.err != nil {
		return fmt.Errorf("writing %s: %w", what, e.err)
	}
	return nil
}

func (e *encoder) text(s string) {
	if e.err == nil {
		_, e.err = e.out.WriteString(s)
	}
}

func (e *encoder) bytes(b []byte) {
	if e.err == nil {
		_, e.err = e.out.Write(b)
	}
}

func (e *encoder) lines(list reflect.Value) {
	e.text("[\n")
	for i := range list.Len() {
		if i > 0 {
			e.text(",\n")
		}
		e.value(list.Index(i))
	}
	e.text("\n]")
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		e.object(v)
	case reflect.Slice:
		e.list(v)
	case reflect.Pointer:
		if v.IsNil() {
			e.text("null")
		} else {
			e.value(v.Elem())
		}
	case reflect.String:
		if v.Len() == 0 && v.Type() == reflect.TypeFor[Nullable]() {
			e.text("null")
		} else {
			e.words(v.String())
		}
	case reflect.Int:
		e.bytes(strconv.AppendInt(e.out.AvailableBuffer(), v.Int(), 10))
	default:
		e.scalar(v.Interface())
	}
}

func (e *encoder) object(v reflect.Value) {
	for i, name := range e.namesOf(v.Type()) {
		e.text(name)
		e.value(v.Field(i))
	}
	e.text("}")
}

func (e *encoder) namesOf(t reflect.Type) []string {
	names, known := e.names[t]
	if !known {
		for i := range t.NumField() {
			separator := ","
			if i == 0 {
				separator = "{"
			}
			names = append(names, separator+strconv.Quote(t.Field(i).Tag.Get("json"))+":")
		}
		e.names[t] = names
	}
	return names
}

func (e *encoder) list(v reflect.Value) {
	e.text("[")
	for i := range v.Len() {
		if i > 0 {
			e.text(",")
		}
		e.value(v.Index(i))
	}
	e.text("]")
}

// words writes a string. Most are plain, and stand as they are.
func (e *encoder) words(s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			e.scalar(s)
			return
		}
	}
	e.text(`"`)
	e.text(s)
	e.text(`"`)
}

// scalar writes a string, number or truth value as encoding/json does.
func (e *encoder) scalar(x any) {
	e.word.Reset()
	if err := e.strings.Encode(x); err != nil {
		e.err = err
		return
	}
	e.bytes(bytes.TrimSuffix(e.word.Bytes(), []byte("\n")))
}
