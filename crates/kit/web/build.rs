fn main() {
    kit_texts::build(None);
}
