fn main() {
    kit_texts::build(Some("kit_web::Texts"));
}
