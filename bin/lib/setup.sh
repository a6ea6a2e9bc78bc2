# shellcheck shell=bash
# Everything bin/run and bin/test need from the machine, in order.

# setup PROFILE: run, test or image.
setup() {
    PROFILE=$1
    packages_present || ask_for_root
    step "System packages" packages_present install_packages
    check_python
    check_odoo_home
    use_wkhtmltopdf
    step "PDF printer" wkhtmltopdf_present fetch_wkhtmltopdf
    step "Odoo 19" find_odoo fetch_odoo
    step "Python packages" run_environment_present make_run_environment
    [[ $PROFILE != test ]] ||
        step "Python packages for tests" test_environment_present make_test_environment
    [[ $PROFILE != image ]] || run_step "Compile Python" compile_python
    use_odoo
}
