import Commands

@main
enum Program {
  static func main() { Steward.runAndExit() }
}
